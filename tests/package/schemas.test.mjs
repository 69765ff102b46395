// The published JSON Schemas take what the core takes, and refuse a key that is misspelt.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { installed, root } from './installed.mjs'

const read = (path) => JSON.parse(readFileSync(path, 'utf8'))
const own = (path) => read(join(root, path))

/** Formats of numbers are notes for other languages. */
const ajv = new Ajv2020({ allErrors: true, strictTypes: false, validateFormats: false })

const takes = (schema, value) => {
  const validate = ajv.compile(read(join(installed, schema)))
  return validate(value) ? '' : ajv.errorsText(validate.errors)
}

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
