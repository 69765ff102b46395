// Each function of the core can be reached through every door, and every door is tested.
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import ts from 'typescript'
import { functionsOf } from '../../pkg-config/assemble/functions.mjs'
import { SHAPE } from '../../pkg-config/assemble/reference.mjs'
import { answer, isBytes } from '../answers.mjs'
import { cases } from '../cases.mjs'
import { installed, loadInstalled, root } from './installed.mjs'

execFileSync('cargo', ['build', '--quiet', '--locked', '--all-features'], { cwd: root, stdio: 'inherit' })
const cli = join(root, 'target/debug/quality-selfcheck')
const names = Object.keys(await loadInstalled())
const functions = functionsOf(JSON.parse(readFileSync(join(installed, 'schema.json'), 'utf8')))

test('the core reports functions', () => assert.ok(names.length > 0))

test('the package has the functions of the schema, no more and no less', () => {
  assert.deepEqual([...names].sort(), Object.keys(functions).sort())
})

for (const [part, type] of [
  ['steps', 'Steps'],
  ['review', 'Review'],
  ['documents', 'Documents'],
]) {
  test(`the entry, the schema and the types list the same functions of ${part}`, async () => {
    const inSchema = Object.keys(functions).filter((name) => functions[name].part === part)
    assert.ok(inSchema.length > 0)
    assert.deepEqual(Object.keys(await loadInstalled(part)).sort(), inSchema.sort())
    assert.deepEqual(typedMethods('types.d.ts', type).sort(), inSchema)
    assert.deepEqual(typedMethods('miniprogram_dist/types.d.ts', type).sort(), inSchema)
  })
}

test('what needs all programs is a function of all of them', () => {
  const inSchema = Object.keys(functions).filter((name) => functions[name].part === 'whole')
  assert.deepEqual(inSchema, ['exportReport', 'exportSummary'])
  assert.deepEqual(typedMethods('types.d.ts', 'Whole').sort(), inSchema)
})

for (const name of names) {
  suite(name, () => {
    test('has a vector that is answered', () => {
      assert.ok(cases.some((vector) => vector.function === name && vector.expect))
    })

    test('refuses with the errors that it states, each shown by a vector, and with no other', () => {
      const refused = cases.filter((vector) => vector.function === name && vector.error).map(({ error }) => error.code)
      const shown = new Set(refused.filter((code) => !SHAPE.includes(code)))
      assert.deepEqual([...shown].sort(), Object.keys(functions[name].errors).sort())
    })

    test('answers on the command line as in wasm', async () => {
      const api = await loadInstalled()
      const vector = cases.find((vector) => vector.function === name && vector.expect && vector.arguments)
      const input = JSON.stringify(vector.arguments)
      const { status, stdout, stderr } = spawnSync(cli, ['call', name, '-'], { input, encoding: 'utf8' })
      assert.equal(status, 0, stderr)
      assert.deepEqual(JSON.parse(stdout), asText(answer(api, name, vector.arguments)))
    })
  })
}

test('a function that does not exist is refused on the command line', () => {
  const { status, stderr } = spawnSync(cli, ['call', 'noSuchFunction', '-'], { input: '{}', encoding: 'utf8' })
  assert.equal(status, 2)
  assert.equal(JSON.parse(stderr).code, 'unknown-function')
})

/** An answer as JSON text has it: the contents of a file as base64. */
function asText(answer) {
  return isBytes(answer.bytes) ? { ...answer, bytes: Buffer.from(answer.bytes).toString('base64') } : answer
}

/** The methods of an interface. */
function typedMethods(file, type) {
  const source = ts.createSourceFile(file, readFileSync(join(installed, file), 'utf8'), ts.ScriptTarget.Latest)
  const api = source.statements.find((node) => ts.isInterfaceDeclaration(node) && node.name.text === type)
  return api.members.map((member) => member.name.text)
}
