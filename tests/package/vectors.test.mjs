import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { cases, runCase } from '../cases.mjs'
import { installed, loadInstalled } from './installed.mjs'

const api = await loadInstalled()

suite('vectors, through the packed package in Node', () => {
  for (const vector of cases) {
    test(`${vector.file}: ${vector.name}`, () => runCase({ api, JSON }, vector))
  }

  test('there are vectors', () => assert.ok(cases.length > 0))
})

test('without its content the program answers or refuses, and never panics', async () => {
  const glue = await startWithoutContent()
  assert.equal(glue.call(0, 'about', '{}').packs[0].edition, '')
  for (const { file, name, function: called, arguments: args, text } of cases) {
    try {
      glue.call(0, called, text ?? JSON.stringify(args))
    } catch (error) {
      assert.equal(error.name, 'QualitySelfcheckError', `${file}: ${name}: ${error.message}`)
    }
  }
})

/** The glue of a program that nobody has supplied with content; not the glue of the API above, which holds one program. */
async function startWithoutContent() {
  const glue = await import(`${pathToFileURL(join(installed, 'quality_selfcheck_bg.js'))}?without-content`)
  const program = await WebAssembly.compile(readFileSync(join(installed, 'quality_selfcheck.wasm')))
  const { exports } = await WebAssembly.instantiate(program, { './quality_selfcheck_bg.js': glue })
  glue.__wbg_set_wasm(exports)
  exports.__wbindgen_start?.()
  return glue
}
