// The published JSON Schemas are taken by a strict validator, take what the core takes, and refuse a key that is misspelt.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { answer, isBytes } from '../answers.mjs'
import { installed, loadInstalled, root } from './installed.mjs'

const read = (path) => JSON.parse(readFileSync(path, 'utf8'))
const own = (path) => read(join(root, path))

/** What it does not know, a keyword, a format or a type that may be several, it refuses. */
const ajv = new Ajv2020({ allErrors: true, strict: true })

const api = await loadInstalled()

const PUBLISHED = readdirSync(installed).filter((name) => name.endsWith('schema.json'))
for (const name of PUBLISHED) ajv.addSchema(read(join(installed, name)), name)

/** A value as JSON text has it: bytes are base64 there. */
const asJson = (value) =>
  JSON.parse(JSON.stringify(value, (_, inner) => (isBytes(inner) ? Buffer.from(inner).toString('base64') : inner)))

const takes = (schema, value) => {
  const validate = ajv.getSchema(schema)
  return validate(value) ? '' : ajv.errorsText(validate.errors)
}

suite('a published schema', () => {
  const { version } = read(join(installed, 'package.json'))
  for (const name of PUBLISHED) {
    test(`${name} has a name of its own, of this version, and is compiled by a strict validator`, () => {
      const of = name === 'schema.json' ? 'functions' : name.replace('.schema.json', '')
      const id = `urn:quality-selfcheck:${version}:${of}`
      assert.equal(read(join(installed, name)).$id, id)
      assert.equal(ajv.getSchema(id), ajv.getSchema(name))
    })
  }

  test('there are four', () => assert.equal(PUBLISHED.length, 4))
})

suite('the schema of the functions', () => {
  for (const { name, function: called, arguments: parameters } of own('tests/cases/examples.json')) {
    test(`takes what goes in and what comes out in ${name}`, () => {
      const result = asJson(answer(api, called, parameters))
      assert.equal(takes('schema.json', { [called]: { parameters, result } }), '')
    })
  }

  test('refuses a key that is misspelt', () => {
    const call = { parameters: { cod: '1' } }
    assert.match(takes('schema.json', { checkUscc: call }), /additional properties/)
  })
})

suite('the schema of the save file', () => {
  for (const sample of ['enterprise', 'association']) {
    test(`takes the sample of the ${sample}`, () => {
      assert.equal(takes('dossier.schema.json', own(`www/web/src/samples/${sample}.json`)), '')
    })
  }

  test('refuses a key that is misspelt', () => {
    const file = { ...own('www/web/src/samples/enterprise.json'), anwsers: {} }
    assert.match(takes('dossier.schema.json', file), /additional properties/)
  })
})

test('no two types have the same name', () => {
  // A name that is taken gets a number behind it, and the wrong one is described by the other's fields.
  const names = Object.keys(read(join(installed, 'schema.json')).$defs)
  assert.deepEqual(
    names.filter((name) => /\d$/.test(name)),
    [],
  )
})

suite('the schema of a pack', () => {
  const guides = {
    assistance: [
      ...[
        'manifest',
        'application',
        'size-classes',
        'industries',
        'provinces',
        'checklist',
        'checklist-scale',
        'products',
      ],
      ...['quick-triage', 'risk', 'causes', 'cause-rules', 'deadlines', 'plan', 'record-rules', 'industry', 'reports'],
    ],
    governance: ['manifest', 'indicators', 'guidance', 'schemes', 'framework', 'satisfaction', 'reports'],
  }
  for (const [guide, tables] of Object.entries(guides)) {
    test(`takes every table of ${guide}`, () => {
      const field = (name) => name.replace(/-./g, (dash) => dash[1].toUpperCase())
      const pack = Object.fromEntries(tables.map((name) => [field(name), own(`src/content/${guide}/${name}.json`)]))
      assert.equal(takes(`${guide}-pack.schema.json`, { guide, ...pack }), '')
    })
  }

  test('takes what a bureau changes', () => {
    assert.equal(takes('assistance-pack.schema.json', own('tests/packs/bureau.json')), '')
    assert.equal(takes('assistance-pack.schema.json', own('tests/packs/added-assistance.json')), '')
    assert.equal(takes('governance-pack.schema.json', own('tests/packs/added-governance.json')), '')
    const removal = {
      guide: 'assistance',
      extends: 'x',
      checklist: [{ code: 'ST1', items: [{ code: 'ST1-8', removed: true }] }],
    }
    assert.equal(takes('assistance-pack.schema.json', removal), '')
  })

  test('refuses another guide and a key that is misspelt', () => {
    assert.notEqual(takes('assistance-pack.schema.json', { guide: 'governance' }), '')
    assert.match(takes('assistance-pack.schema.json', { guide: 'assistance', cheklist: [] }), /additional properties/)
  })
})
