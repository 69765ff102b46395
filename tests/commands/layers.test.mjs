import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keptFrom, report, unrun } from '../../pkg-config/commands/layers.mjs'

const LAYERS = [
  { name: 'commands' },
  { name: 'package build', step: {} },
  { name: 'page in Chromium' },
  { name: 'every host', isHeavy: true },
]

const running = (...args) => LAYERS.filter((layer) => keptFrom(layer, args) === '').map(({ name }) => name)

test('a plain run leaves out what is heavy', () => {
  assert.deepEqual(running(), ['commands', 'package build', 'page in Chromium'])
  assert.equal(keptFrom(LAYERS[3], []), 'left out')
})

test('--all leaves out nothing', () => {
  assert.deepEqual(
    running('--all'),
    LAYERS.map(({ name }) => name),
  )
})

test('words ask for layers by name, heavy ones too, and for what is built', () => {
  assert.deepEqual(running('page', 'host'), ['package build', 'page in Chromium', 'every host'])
  assert.deepEqual(running('--all', 'host'), ['package build', 'every host'])
  assert.equal(keptFrom(LAYERS[0], ['host']), 'not asked for')
})

const PASSED = { name: 'commands', time: '1.0 s', passed: 3, failed: 0, skipped: 0 }
const left = { name: 'every host', time: '0.0 s', ...unrun('left out') }
const skipped = { name: 'page in Chromium', time: '0.0 s', ...unrun('not asked for') }

test('what is left out is listed, and no failure', () => {
  const { text, hasFailed } = report([PASSED, left], '2.0 s', false)
  assert.equal(hasFailed, false)
  assert.equal(
    text,
    `layer                           passed  failed skipped      time
commands                             3       0       0     1.0 s
every host                                    left out          
all                                                        2.0 s

3 passed, 0 failed
left out, run by npm test -- --all: every host`,
  )
})

test('what was skipped is said last, and is a failure where nobody watches', () => {
  const { text, hasFailed } = report([PASSED, left, skipped], '2.0 s', false)
  assert.ok(hasFailed)
  assert.match(text, /\n3 passed, 0 failed, 1 skipped\nleft out, .*: every host\nSKIPPED$/)
  assert.equal(report([PASSED, skipped], '2.0 s', true).hasFailed, false)
  assert.ok(report([{ ...PASSED, failed: 1 }], '2.0 s', true).hasFailed)
})
