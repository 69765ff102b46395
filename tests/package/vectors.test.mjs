import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { runCase } from '../answers.mjs'
import { cases } from '../cases.mjs'
import { installed, loadInstalled } from './installed.mjs'

const api = await loadInstalled()
const { tape } = await import(pathToFileURL(join(installed, 'arguments.js')))
const { takeUp } = await import(pathToFileURL(join(installed, 'program.js')))

suite('vectors, through the packed package in Node', () => {
  for (const vector of cases) {
    test(`${vector.file}: ${vector.name}`, () => runCase({ api, JSON }, vector))
  }

  test('there are vectors', () => assert.ok(cases.length > 0))
})

for (const program of ['quality_selfcheck', 'quality_selfcheck_review', 'quality_selfcheck_documents']) {
  suite(`${program} without its content`, async () => {
    const { glue, names } = await startWithoutContent(program)

    test('answers or refuses, and never panics', () => {
      for (const { file, name, function: called, arguments: args } of cases) {
        if (!names.includes(called)) continue
        try {
          glue.call(0, names.indexOf(called), ...tape(args))
        } catch (error) {
          assert.equal(error.name, 'QualitySelfcheckError', `${file}: ${name}: ${error.message}`)
        }
      }
    })

    test('names its own functions where it is asked for one that it does not have', () => {
      const message = `没有“”这个函数，可用的是：${names.join('、')}`
      assert.throws(() => glue.call(0, names.length, ...tape({})), { code: 'unknown-function', message })
    })
  })
}

/** The glue of a program that nobody has supplied with content; not the glue of the API above, which holds one program. */
async function startWithoutContent(name) {
  const glue = await import(`${pathToFileURL(join(installed, `${name}_bg.js`))}?without-content`)
  const program = await WebAssembly.compile(readFileSync(join(installed, `${name}.wasm`)))
  const [{ module }] = WebAssembly.Module.imports(program)
  return takeUp(glue, await WebAssembly.instantiate(program, { [module]: glue }))
}
