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
const core = await loadInstalled()
const names = Object.keys(core).filter((name) => !['review', 'documents', 'withPacks'].includes(name))
const functions = functionsOf(JSON.parse(readFileSync(join(installed, 'schema.json'), 'utf8')))

test('the core reports functions', () => assert.ok(names.length > 0))

test('the package has the functions of the schema, no more and no less', () => {
  assert.deepEqual([...names].sort(), Object.keys(functions).sort())
})

for (const [type, folder, ...parts] of [
  ['Steps', 'miniprogram_dist', 'steps', 'case'],
  ['Review', 'miniprogram_review_dist', 'review'],
  ['Documents', 'miniprogram_documents_dist', 'documents'],
]) {
  test(`the schema and the types list the same functions of ${parts.join(' and ')}`, () => {
    const inSchema = parts.flatMap(namesOf)
    assert.ok(inSchema.length > 0)
    for (const file of ['types.d.ts', `${folder}/types.d.ts`]) {
      assert.deepEqual(typedMethods(file, type).sort(), inSchema.sort())
    }
  })
}

test('what needs all programs is a function of all of them', () => {
  const inSchema = namesOf('whole')
  assert.deepEqual(inSchema, ['exportReport', 'exportSummary'])
  assert.deepEqual(typedMethods('types.d.ts', 'Whole'), inSchema)
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

    test('answers on the command line as in wasm', () => {
      const vector = cases.find((vector) => vector.function === name && vector.expect && vector.arguments)
      const input = JSON.stringify(vector.arguments)
      const { status, stdout, stderr } = spawnSync(cli, ['call', name, '-'], { input, encoding: 'utf8' })
      assert.equal(status, 0, stderr)
      assert.deepEqual(JSON.parse(stdout), asText(answer(core, name, vector.arguments)))
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

function namesOf(part) {
  return Object.keys(functions).filter((name) => functions[name].part === part)
}

/** The methods of an interface. */
function typedMethods(file, type) {
  const source = ts.createSourceFile(file, readFileSync(join(installed, file), 'utf8'), ts.ScriptTarget.Latest)
  const api = source.statements.find((node) => ts.isInterfaceDeclaration(node) && node.name.text === type)
  return api.members.map((member) => member.name.text)
}
