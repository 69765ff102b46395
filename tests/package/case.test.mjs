// What goes wrong at the door of an open case: each is refused with a code, a place and a Chinese message, and changes nothing.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { loadInstalled, root } from './installed.mjs'

const core = await loadInstalled()
const today = '2026-07-10'
const sample = (kind) => JSON.parse(readFileSync(join(root, `www/web/src/samples/${kind}.json`), 'utf8'))
const opened = (kind) => core.openCase({ dossier: sample(kind), today })
const set = (path, value) => [{ op: 'replace', path, value }]

/** A refusal with this code and place, in Chinese. */
function refuses(work, code, path) {
  assert.throws(work, (error) => {
    assert.deepEqual([error.name, error.code, error.path], ['QualitySelfcheckError', code, path], error.message)
    assert.match(error.message, /\p{Script=Han}/u)
    return true
  })
}

/** What somebody sees of a case; the same objects where nothing has changed. */
function seen(open, views) {
  return [open.dossier(), open.steps(), ...views.map((name) => open.view(name))]
}

const VIEWS = {
  enterprise: ['application', 'checklist', 'risk', 'causes', 'plan', 'effect', 'forms'],
  association: ['governance', 'framework', 'satisfaction', 'evidenceList', 'forms'],
}

const HALF = '厦门\ud842'
const own = (key, value) => Object.defineProperty({}, key, { value, enumerable: true })
const PATCHES = [
  ['a place that there is not', set('/titel', 'x'), 'missing-path', '/patch/0/path'],
  ['a place below what holds nothing', set('/title/x/y', 1), 'missing-path', '/patch/0/path'],
  ['a place to remove that there is not', [{ op: 'remove', path: '/nothing' }], 'missing-path', '/patch/0/path'],
  ['a path that is none', set('title', 'x'), 'wrong-type', '/patch/0/path'],
  ['a later operation', [...set('/title', 'x'), ...set('/titel', 'x')], 'missing-path', '/patch/1/path'],
  ['an index behind a list', set('/snapshots/99', {}), 'unknown-key', '/patch/0/path'],
  ['a test that fails', [{ op: 'test', path: '/title', value: '别的' }], 'test-failed', '/patch/0/value'],
  ['an operation that there is not', [{ op: 'merge', path: '/title' }], 'unknown-code', '/patch/0/op'],
  ['10,000 operations', Array(10_000).fill(set('/title', 'x')[0]), 'too-large', '/patch'],
  ['what the program writes itself', set('/sha256', 'x'), 'unknown-key', '/patch/0/path'],
  ['half a character', set('/title', HALF), 'wrong-type', '/patch/0/value'],
  ['half a character in a path', set(`/title${HALF}`, ''), 'wrong-type', '/patch/0/path'],
  ['half a character in a key', set('/extra', { a: { [HALF]: 1 } }), 'wrong-type', '/patch/0/value/a/厦门\ufffd'],
  ['no number', set('/title', Number.NaN), 'wrong-type', '/patch/0/value'],
  ['no list', {}, 'wrong-type', '/patch'],
  ['nothing', undefined, 'wrong-type', '/patch'],
]

for (const [kind, views] of Object.entries(VIEWS)) {
  suite(`a refused patch to the case of an ${kind}`, () => {
    for (const [what, patch, code, path] of PATCHES) {
      test(what, () => {
        const open = opened(kind)
        open.apply(set('/title', '改过一次'))
        const before = seen(open, views)
        const stored = [open.journal(), open.can(), open.snapshot()]
        const text = JSON.stringify(open.dossier())
        refuses(() => open.apply(patch), code, path)
        refuses(() => open.apply(patch, { join: true }), code, path)
        for (const [place, value] of seen(open, views).entries()) assert.equal(value, before[place])
        assert.deepEqual([open.journal(), open.can(), open.snapshot()], stored)
        open.undo()
        open.redo()
        assert.equal(JSON.stringify(open.dossier()), text)
        open.close()
      })
    }
  })
}

suite('a stored case', () => {
  const open = opened('enterprise')
  const snapshot = open.snapshot()
  open.apply(set('/title', '新名'))
  open.apply([{ op: 'add', path: '/causes/-', value: { cause: 'B:P1', isOccur: true, whyChain: ['𠮷'] } }])
  open.undo()
  open.redo()
  open.apply(set('/application/contact/contactName', '李“四”'))
  const [journal, last] = [open.journal(), JSON.stringify(open.dossier())]
  open.undo()
  const without = JSON.stringify(open.dossier())
  open.close()
  const resume = (entries) => core.openCase({ snapshot, journal: entries, today })

  test('goes on where it was left', () => {
    const again = resume(journal)
    assert.equal(JSON.stringify(again.dossier()), last)
    again.undo()
    assert.equal(JSON.stringify(again.dossier()), without)
    again.close()
  })

  test('is what it was before the last entry wherever that was cut off, and says so', () => {
    const text = JSON.stringify(journal.at(-1))
    for (let length = 0; length < text.length; length++) {
      // A host that cannot parse what it has stored hands on nothing, or the text that is left.
      const prefix = text.slice(0, length)
      for (const left of [null, prefix, {}]) {
        const again = resume([...journal.slice(0, -1), left])
        assert.equal(JSON.stringify(again.dossier()), without, prefix)
        assert.match(again.opened.changes.at(-1).message, /^最后一步没有存完整，已去掉/)
        assert.equal(again.journal().length, journal.length - 1)
        again.close()
      }
    }
  })

  test('is refused where an entry is missing in the middle, or one there is none', () => {
    for (let place = 0; place < journal.length - 2; place++) {
      refuses(() => resume(journal.toSpliced(place, 1)), 'wrong-type', `/journal/${place}/revision`)
      refuses(() => resume(journal.with(place, {})), 'wrong-type', `/journal/${place}/revision`)
    }
    // A whole entry behind a hole is none that was cut off.
    refuses(() => resume(journal.toSpliced(-2, 1)), 'wrong-type', `/journal/${journal.length - 2}/revision`)
    refuses(() => resume({}), 'wrong-type', '/journal')
    refuses(() => core.openCase({ snapshot, dossier: snapshot.dossier, today }), 'wrong-type', '/dossier')
    refuses(() => core.openCase({ today }), 'wrong-type', '/dossier')
  })
})

suite('an open case', () => {
  test('keeps keys that would become a prototype apart from it', () => {
    const open = opened('association')
    const before = open.view('governance')
    refuses(
      () => open.apply(set('/governance/assessment/units', own('__proto__', { level: 4 }))),
      'unknown-code',
      '/governance/assessment/units/__proto__',
    )
    assert.equal(open.view('governance'), before)
    // What a newer version adds is kept as it is.
    open.apply(set('/extra', own('__proto__', { level: 4 })))
    assert.deepEqual(Object.keys(open.dossier().extra), ['__proto__'])
    assert.equal(Object.getPrototypeOf(open.dossier().extra), Object.prototype)
    assert.equal({}.level, undefined)
    open.close()
  })

  test('has no view of the other guide, and none by a wrong name, option or part', () => {
    for (const [kind, other] of [
      ['enterprise', 'governance'],
      ['enterprise', 'improvementPath'],
      ['association', 'risk'],
    ]) {
      const open = opened(kind)
      const before = seen(open, VIEWS[kind])
      refuses(() => open.view(other), 'unsupported-format', '/name')
      refuses(() => open.view('weather'), 'unknown-code', '/name')
      refuses(() => open.view('forms', { steps: 2 }), 'unknown-key', '/options')
      refuses(() => open.view('forms', null, '/forms/99'), 'missing-path', '/pointer')
      refuses(() => open.view('forms', null, 'forms'), 'wrong-type', '/pointer')
      for (const [place, value] of seen(open, VIEWS[kind]).entries()) assert.equal(value, before[place])
      open.close()
    }
  })

  test('that is closed refuses everything, also another time, and no other one instead of it', () => {
    const closed = opened('association')
    closed.view('forms')
    closed.close()
    closed.close()
    const open = opened('association')
    const calls = {
      apply: () => closed.apply(set('/title', 'x')),
      view: () => closed.view('forms'),
      setToday: () => closed.setToday(today),
    }
    for (const name of ['undo', 'redo', 'steps', 'can', 'dossier', 'journal', 'snapshot']) calls[name] = closed[name]
    for (const call of Object.values(calls)) refuses(call, 'case-closed', '')
    assert.deepEqual(open.journal(), [])
    open.close()
  })

  test('keeps what has not changed as the same objects, from the part to the whole', () => {
    const open = opened('enterprise')
    const before = Object.fromEntries(VIEWS.enterprise.map((name) => [name, open.view(name)]))
    const [dossier, steps] = [open.dossier(), open.steps()]
    const { stale } = open.apply(set('/title', '新名'))
    assert.deepEqual(stale, ['forms'])
    for (const name of VIEWS.enterprise) assert.equal(open.view(name), before[name], name)
    assert.equal(open.steps(), steps)
    assert.notEqual(open.dossier(), dossier)
    assert.equal(open.dossier().application, dossier.application)
    // Typed on, nothing is to be said of the field otherwise.
    const typed = open.apply(set('/application/subject/addressProd', '示例市示例路 2 号'))
    assert.deepEqual(typed.stale, ['forms'])
    const answered = open.apply([{ op: 'remove', path: '/answers/ST1-1' }])
    assert.ok(answered.stale.includes('checklist') && !answered.stale.includes('deadlines'))
    const [old, now] = [before.forms.forms, open.view('forms').forms]
    assert.deepEqual(now.find(({ form }) => form === 'checklist').missing, [{ path: '/answers/ST1-1', label: 'ST1-1' }])
    for (const [place, form] of now.entries()) assert.equal(form === old[place], form.form !== 'checklist', form.form)
    open.undo()
    assert.deepEqual(open.view('forms'), before.forms)
    open.close()
  })

  test('tells two steps of one code apart, as a pack may have them', () => {
    const ours = core.about().packs.find(({ id }) => id === 'assistance').edition
    const sentences = Object.fromEntries(
      ['notStarted', 'inProgress', 'needsAttention', 'complete'].map((key) => [key, '{done}']),
    )
    const source = { document: 'QS', clause: '自拟', basis: 'ours', seen: null }
    const step = { code: 'trigger', name: '联系人', groups: ['contact'], sentences, source }
    const manifest = { name: '样例', edition: '样例', status: '样例', note: '样例' }
    const pack = { guide: 'assistance', extends: ours, manifest, steps: [{ code: 'work', steps: [step] }] }
    const bound = core.withPacks([pack])
    const dossier = { format: 'quality-selfcheck', version: '2.0', kind: 'enterprise', id: 'x', title: '' }
    const open = bound.openCase({ dossier: { ...dossier, application: {} }, today })
    const states = () => open.steps().filter(({ code }) => code === 'trigger')
    assert.deepEqual(
      states()
        .map(({ name, done }) => [name, done])
        .at(-1),
      ['联系人', 0],
    )
    open.apply(set('/application/contact/contactName', '甲'))
    assert.deepEqual(
      states()
        .map(({ name, done }) => [name, done])
        .at(-1),
      ['联系人', 1],
    )
    assert.equal(states().length, 2)
    open.close()
    bound.close()
  })

  test('is refused where its packs are broken, and others stay open', () => {
    const open = opened('association')
    const before = open.view('governance')
    const broken = {
      guide: 'governance',
      extends: '征求意见稿 2022-03，修订 1',
      schemes: [{ id: 'default-2026-1', weights: [] }],
    }
    const stranger = { guide: 'governance', extends: '2019-1' }
    refuses(
      () => core.withPacks([{ guide: 'governance', extends: '征求意见稿 2022-03，修订 1', titel: '' }]),
      'unknown-key',
      '/0/titel',
    )
    refuses(() => core.withPacks([stranger]), 'invalid-pack', '/0/extends')
    refuses(() => core.withPacks([broken, broken]), 'duplicate-key', '/1/guide')
    refuses(() => core.withPacks(null), 'wrong-type', '')
    assert.equal(open.view('governance'), before)
    open.close()
  })
})
