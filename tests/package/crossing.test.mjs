// What crosses between JavaScript and the core, value by value: nothing is lost on the way in, nothing is changed on the way out.
import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { inspect } from 'node:util'
import { runInNewContext } from 'node:vm'
import { loadInstalled } from './installed.mjs'

const api = await loadInstalled()

/** A save file whose `extra` is handed back as it came. */
const FILE = { format: 'quality-selfcheck', version: '2.0', kind: 'enterprise', id: 'x', title: 't' }
const returned = (extra) => {
  const { text } = api.writeDossier({ dossier: { ...FILE, extra }, format: 'json' })
  return api.readDossier({ text }).dossier.extra
}

suite('what crosses comes back as it was', () => {
  for (const [name, value] of Object.entries({
    'texts of all planes': [
      '',
      'a',
      '质量',
      '𠮷',
      '\u0000\u001f\u007f\u0080\u07ff\u0800\uffff',
      '"\\/\b\f\n\r\t',
      '\u2028\u2029',
    ],
    'a long text': '厦门a𠮷'.repeat(40_000),
    integers: [
      0,
      1,
      -1,
      2 ** 28 - 1,
      2 ** 28,
      -(2 ** 28),
      -(2 ** 28) - 1,
      2 ** 31,
      2 ** 32,
      2 ** 53 - 1,
      -(2 ** 53) + 1,
    ],
    'empty containers': [[], {}, [[]], [{}], { a: {} }],
    'keys of all kinds': { '': 1, 键: 2, 'a/b~c': 3, 10: 4, 2: 5, constructor: 6, toString: 7 },
    'truth and absence': [true, false, null],
    'many values': Array.from({ length: 50_000 }, (_, index) => index),
  })) {
    test(name, () => assert.deepEqual(returned({ value }), { value }))
  }

  test('a key named __proto__ is data, at every depth', () => {
    const extra = JSON.parse('{"__proto__":{"__proto__":[1]},"a":{"__proto__":"x"}}')
    const answer = returned(extra)
    assert.equal(JSON.stringify(answer), JSON.stringify(extra))
    assert.equal(Object.getPrototypeOf(answer), Object.prototype)
    assert.deepEqual(Object.keys(answer), ['__proto__', 'a'])
  })

  test('so is one in a map that the core reads', () => {
    const { part } = api.summariseIndustry({ dossiers: [], today: '2026-07-06' })
    const counts = JSON.parse('{"__proto__":2,"item/ST1-1/conforming":1}')
    const parts = [{ ...part, files: 1, counts }]
    const merged = api.mergeSummaries({ parts: [...parts, ...parts] }).part.counts
    assert.equal(JSON.stringify(merged), '{"__proto__":4,"item/ST1-1/conforming":2}')
    const units = JSON.parse('{"__proto__":{"level":1}}')
    assert.throws(() => api.scoreGovernance({ assessment: { units } }), {
      code: 'unknown-code',
      path: '/assessment/units/__proto__',
    })
    assert.throws(() => api.checkUscc(JSON.parse('{"code":"1","__proto__":{}}')), { path: '/__proto__' })
  })

  test('undefined is left out, or null in a list, and objects say themselves what they are, as JSON.stringify does it', () => {
    const given = {
      left: undefined,
      list: [undefined],
      zero: -0,
      bare: Object.assign(Object.create(null), { a: 1 }),
      otherWorld: runInNewContext('({ list: [1], object: { a: 1 } })'),
      day: new Date(0),
      own: { toJSON: () => ['own'] },
    }
    assert.deepEqual(returned(given), JSON.parse(JSON.stringify(given)))
  })

  test('a fraction stays the text that it was: nothing is rounded', () => {
    assert.deepEqual(returned({ a: 0.1, b: 1e21, c: 12.5 }), { a: '0.1', b: '1e+21', c: '12.5' })
  })

  test('an integer that JavaScript would round stays the text that it was too', () => {
    const numbers = '9007199254740991,-9007199254740991,9007199254740992,-9007199254740993,1234567890123456789'
    const { text } = api.writeDossier({ dossier: { ...FILE, extra: { numbers: [7] } }, format: 'json' })
    const read = api.readDossier({ text: text.replace(/\[\s*7\s*\]/, `[${numbers}]`) }).dossier.extra.numbers
    assert.equal(read.join(), numbers)
    assert.deepEqual(read.map(Number.isSafeInteger), [true, true, false, false, false])
  })

  test('an object that answers with itself when it is asked for its JSON', () => {
    class Itself {
      a = 1
      toJSON() {
        return this
      }
    }
    const given = { it: new Itself(), other: { toJSON: () => ({ toJSON: null, c: 2 }) } }
    assert.deepEqual(returned(given), JSON.parse(JSON.stringify(given)))
  })

  test('a getter may call the API, and may change the list that it stands in', () => {
    const list = [0, 1, 2, 3]
    const code = {
      enumerable: true,
      get() {
        list.pop()
        return api.checkUscc({ code: '1' }).normalized
      },
    }
    Object.defineProperty(list, 1, code)
    const given = Object.defineProperty({ before: '前' }, 'code', code)
    Object.assign(given, { list, after: [1, '后'] })
    assert.deepEqual(returned(given), { before: '前', code: '1', list: [0, '1', null], after: [1, '后'] })
    const broken = {
      a: '前',
      get b() {
        throw new TypeError('own')
      },
    }
    assert.throws(() => returned(broken), { name: 'TypeError', message: 'own' })
    assert.deepEqual(returned({ a: 1 }), { a: 1 })
  })

  test('results are not joined by what comes later', () => {
    const first = api.writeDossier({ dossier: { ...FILE, title: '第一' }, format: 'json' })
    const kept = first.text
    api.writeDossier({ dossier: { ...FILE, title: '第二'.repeat(9000) }, format: 'json' })
    assert.equal(first.text, kept)
    assert.match(kept, /第一/)
  })
})

suite('what cannot cross is refused with its place', () => {
  const refusal = (args) => {
    try {
      return api.scoreGovernance(args)
    } catch ({ name, code, path }) {
      return { name, code, path }
    }
  }
  const refused = (code, path) => ({ name: 'QualitySelfcheckError', code, path })

  for (const value of [
    ...[1n, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, () => 1, Symbol('s'), new Map(), new Set()],
    ...[/x/, new Error('x'), new (class Level {})(), new Uint8Array(1), new String('x'), { toJSON: () => new Map() }],
  ]) {
    test(`${Object.prototype.toString.call(value)} ${inspect(value)}`, () => {
      const args = { assessment: { units: { 'C1.1': { level: value } } } }
      assert.deepEqual(refusal(args), refused('wrong-type', '/assessment/units/C1.1/level'))
      assert.deepEqual(refusal(value), refused('wrong-type', ''))
      assert.throws(() => returned({ list: [value] }), { code: 'wrong-type', path: '/dossier/extra/list/0' })
    })
  }

  test('an object that holds itself', () => {
    const units = {}
    units['C1.1'] = units
    assert.equal(refusal({ assessment: { units } }).code, 'too-deep')
  })

  test('one that holds itself in several places, at once', () => {
    const units = {}
    units['C1.1'] = { units, list: [units, units] }
    units['C2.1'] = units
    assert.deepEqual(refusal({ assessment: { units } }), refused('too-deep', ''))
  })

  test('more than the largest text holds, before memory is asked for it', () => {
    const many = Array.from({ length: 40 }).reduce((inner) => [inner, inner], [])
    for (const units of [many, new Array(2 ** 32 - 1), new Array(2 ** 29), 'a'.repeat(21_000_000)]) {
      assert.deepEqual(refusal({ assessment: { units } }), refused('too-large', ''))
    }
  })

  test('nesting is read 64 levels deep, as from text', () => {
    const nested = (levels) => JSON.parse(`${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`)
    // The arguments, the dossier and `extra` are levels too.
    const write = (levels) => api.writeDossier({ dossier: { ...FILE, extra: nested(levels) }, format: 'json' })
    assert.match(write(62).text, /"a"/)
    assert.throws(() => write(63), { code: 'too-deep' })
  })

  test('no object at all', () => {
    for (const args of [null, 5, 'text', [], true]) assert.deepEqual(refusal(args), refused('wrong-type', ''))
  })
})

suite('half a character', () => {
  const application = { subject: { subjectName: '厦门\ud842' } }
  const today = '2026-03-12'

  test('becomes U+FFFD, which a finding says', () => {
    const { issues } = api.validateApplication({ application, today })
    const found = issues.filter(({ rule }) => rule === 'half-character')
    assert.deepEqual(
      found.map(({ path, severity }) => [path, severity]),
      [['/application/subject/subjectName', 'warning']],
    )
    assert.match(found[0].message, /半个字符/)
    assert.equal(found[0].source.basis, 'ours')
    assert.equal(returned({ a: '厦门\ud842', b: '\udfb7x' }).a, '厦门\ufffd')
  })

  test('the two halves together are one', () => {
    const whole = { subject: { subjectName: '厦门\ud842\udfb7' } }
    const { issues } = api.validateApplication({ application: whole, today })
    assert.ok(!issues.some(({ rule }) => rule === 'half-character'))
  })

  test('as a key it is data too', () => {
    assert.deepEqual(returned({ 'a\ud800': 1 }), { 'a\ufffd': 1 })
  })

  test('two keys that it makes the same are refused: the file could not be opened again', () => {
    const path = '/dossier/extra/in/a\ufffd'
    assert.throws(() => returned({ in: { 'a\ud800': 1, 'a\ud801': 2 } }), { code: 'duplicate-key', path })
  })
})
