// The laws of the living case, as a host sees them: whatever is done to a case, each view is what the pure function says of the
// file; what is refused changes nothing; what is taken back gives the same file again; and the journal leads to it.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { suite, test } from 'node:test'
import { loadInstalled, root } from './installed.mjs'

const today = '2026-07-10'
const SEQUENCES = 60
const MOVES = 8
const OURS = ['format', 'version', 'kind', 'id', 'savedOn', 'content', 'snapshots', 'results', 'sha256']

/** Numbers that look random and are the same on every machine. */
function dice(seed) {
  let state = seed
  const throwOf = (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * sides)
  }
  return { throwOf, of: (items) => items[throwOf(items.length)] }
}

/** Every place of a value, with what stands there. */
function places(value, path = '', found = []) {
  if (path) found.push([path, value])
  if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      if (path || !OURS.includes(key)) places(inner, `${path}/${key.replace(/~/g, '~0').replace(/\//g, '~1')}`, found)
    }
  }
  return found
}

/** A patch that may be taken or not: values of the file stand in other places of it. */
function patch({ throwOf, of }, all) {
  return Array.from({ length: 1 + throwOf(2) }, () => {
    const [path] = of(all)
    const [from, value] = of(
      throwOf(3) ? all.filter(([other]) => other.split('/').at(-1) === path.split('/').at(-1)) : all,
    )
    return of([
      { op: 'add', path, value },
      { op: 'replace', path, value },
      { op: 'replace', path, value: null },
      { op: 'remove', path },
      { op: 'copy', path, from },
      { op: 'move', path, from },
      { op: 'test', path, value },
    ])
  })
}

const core = await loadInstalled()

for (const kind of ['enterprise', 'association']) {
  suite(`the case of an ${kind}`, () => {
    const sample = JSON.parse(readFileSync(`${root}www/web/src/samples/${kind}.json`, 'utf8'))
    const full = core.readDossier({ text: JSON.stringify(sample) }).dossier
    const all = places(full)

    test(`keeps the laws in ${SEQUENCES} random sequences`, () => {
      let [taken, refused] = [0, 0]
      for (let seed = 1; seed <= SEQUENCES; seed++) {
        const die = dice(seed)
        const open = core.openCase({ dossier: full, today })
        const first = JSON.stringify(open.dossier())
        const states = [first]
        for (let move = 0; move < MOVES; move++) {
          const before = JSON.stringify(open.dossier())
          try {
            const operations = patch(die, all)
            open.apply(operations)
            taken++
            // Nothing but tests is no step to be taken back.
            if (operations.some(({ op }) => op !== 'test')) states.push(JSON.stringify(open.dossier()))
          } catch (error) {
            assert.equal(error.name, 'QualitySelfcheckError', error.stack)
            assert.equal(JSON.stringify(open.dossier()), before, 'what is refused changes nothing')
            refused++
          }
        }
        agrees(open)
        const journal = JSON.parse(JSON.stringify(open.journal()))
        const again = core.openCase({ snapshot: { revision: 0, dossier: JSON.parse(first) }, journal, today })
        assert.deepEqual(again.dossier(), open.dossier(), 'the journal leads to the same file')
        again.close()
        for (const state of states.slice(0, -1).reverse()) {
          assert.ok(open.undo())
          assert.equal(JSON.stringify(open.dossier()), state, 'taken back')
        }
        for (const state of states.slice(1)) {
          assert.ok(open.redo())
          assert.equal(JSON.stringify(open.dossier()), state, 'done again')
        }
        open.close()
      }
      assert.ok(taken > SEQUENCES && refused > SEQUENCES, `${taken} taken, ${refused} refused`)
    })
  })
}

/** Every view is what the pure function says of the file. */
function agrees(open) {
  const { enterprise, results: _, ...association } = core.checkDossier({ dossier: open.dossier(), today })
  for (const [view, worked] of Object.entries(enterprise ?? association))
    assert.deepEqual(open.view(view), worked, view)
}
