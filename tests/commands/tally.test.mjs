import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cargoTests, nodeTests, playwrightTests } from '../../pkg-config/commands/tally.mjs'

test('every test program of a cargo run is counted', () => {
  const output = `test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out
test result: \u001b[31mFAILED\u001b[0m. 1 passed; 2 failed; 0 ignored; 0 filtered out`
  assert.deepEqual(counts(cargoTests(false, output)), [4, 2, 1])
})

test("Node's and Playwright's totals are read", () => {
  assert.deepEqual(counts(nodeTests(true, 'ℹ tests 5\nℹ pass 4\nℹ fail 0\nℹ skipped 1\n')), [4, 0, 1])
  assert.deepEqual(
    counts(playwrightTests(false, '  1 failed\n    a.spec.ts\n  2 skipped\n  7 passed (3.2s)\n')),
    [7, 1, 2],
  )
})

test('a program that fails before it names a test is one failure', () => {
  assert.deepEqual(counts(cargoTests(false, 'error: could not compile')), [0, 1, 0])
})

test('a layer in which no test ran has failed', () => {
  assert.deepEqual(counts(nodeTests(true, 'ℹ pass 0\nℹ fail 0\nℹ skipped 0\n')), [0, 1, 0])
})

function counts({ passed, failed, skipped }) {
  return [passed, failed, skipped]
}
