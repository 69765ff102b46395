import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { runCase } from '../answers.mjs'
import { cases } from '../cases.mjs'
import { makeCodePackage, startPhone } from './phone.mjs'
import { PROFILES } from './profiles.mjs'

const root = fileURLToPath(new URL('../../', import.meta.url))
const codePackage = makeCodePackage()

for (const profile of Object.keys(PROFILES)) {
  suite(`vectors, through the programs of a mini-program on ${profile}`, async () => {
    const phone = startPhone(profile, codePackage)
    const programs = await Promise.all([
      phone.require('quality-selfcheck').load(),
      phone.loadReview(),
      phone.loadDocuments(),
    ])
    const [, review, documents] = programs

    test('each program has functions of its own', () => {
      const names = programs.flatMap((program) => Object.keys(program).filter((name) => name !== 'withPacks'))
      assert.equal(new Set(names).size, names.length)
      assert.ok(programs.every((program) => Object.keys(program).length > 0))
    })

    const whole = {
      exportReport: ({ format, ...args }) => documents.writeDocument({ document: review.reportDocument(args), format }),
      exportSummary: ({ format, ...args }) =>
        documents.writeDocument({ document: review.summaryDocument(args), format }),
    }
    for (const vector of cases) {
      const api = [...programs, whole].find((program) => vector.function in program) ?? programs[0]
      test(`${vector.file}: ${vector.name}`, () => runCase({ api, JSON: phone.JSON }, vector))
    }
  })
}

test('a phone offers nothing of a browser or of Node', () => {
  const { run } = startPhone('chrome-86', codePackage)
  const absent = [
    'WebAssembly',
    'TextDecoder',
    'TextEncoder',
    'fetch',
    'URL',
    'process',
    'Buffer',
    'window',
    'document',
    'require',
    'crypto',
    'performance',
    'queueMicrotask',
  ]
  for (const name of absent) assert.equal(run(`typeof ${name}`), 'undefined', name)
  assert.throws(() => run('eval("1")'), { name: 'EvalError' })
  assert.throws(() => run('new Function("return 1")'), { name: 'EvalError' })
})

suite('the wasm file that Rust makes by itself', () => {
  execFileSync('cargo', ['run', '--quiet', '--locked', '--package', 'xtask', '--', 'wasm-as-rust-does'], {
    cwd: root,
    stdio: 'inherit',
  })
  cpSync(`${root}target/wasm-as-rust-does/quality_selfcheck_bg.wasm`, join(codePackage, 'as-rust-does.wasm'))

  const contentPath = '/miniprogram_npm/quality-selfcheck/quality_selfcheck_content.wasm.br'
  const load = (profile) =>
    startPhone(profile, codePackage).require('quality-selfcheck').load({ wasmPath: '/as-rust-does.wasm', contentPath })

  // The proof that the phones above are as strict as real ones: people met this failure on theirs.
  for (const profile of ['ios-12', 'chrome-86']) {
    test(`is refused by ${profile}`, () => assert.rejects(async () => load(profile), /invalid wasm file/))
  }

  test('is valid on a phone of today, which only misses the imports that belong to it', () =>
    assert.rejects(async () => load('today'), /function="__wbindgen_init_externref_table"/))
})
