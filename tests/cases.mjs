// The vectors of tests/cases, run through the JavaScript API of whatever host a test has. The Rust tests run the same files.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'

const folder = new URL('cases/', import.meta.url)

/**
 * All vectors that an object can state: { file, name, source, function, arguments, expect | error }. Those of broken text, of a
 * key that stands twice and the like are for the doors that take text: Rust, natively and as wasm, and the command line.
 */
export const cases = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .flatMap((file) =>
    expanded(JSON.parse(readFileSync(new URL(file, folder), 'utf8'))).map((vector) => ({ file, ...vector })),
  )
  .flatMap(asObject)
  // Hosts that hold a case open look whenever they like.
  .filter(({ error }) => !error?.path?.startsWith('/after/'))

/**
 * Vectors with all their arguments. One may name an earlier one of its file instead, whose arguments they are but for what
 * stands at the JSON Pointers of `without`, and of `change`: another value, a new key or one more item of a list.
 */
function expanded(vectors) {
  const known = new Map()
  return vectors.map(({ like, without = [], change = {}, ...vector }) => {
    if (like !== undefined) {
      assert.ok(known.has(like), `${vector.name}: none before it is called ${like}`)
      vector.arguments = structuredClone(known.get(like))
      for (const pointer of without) {
        const [parent, key] = place(vector.arguments, pointer)
        assert.ok(Object.hasOwn(parent, key), `${pointer} is not there`)
        if (Array.isArray(parent)) parent.splice(key, 1)
        else delete parent[key]
      }
      for (const [pointer, value] of Object.entries(change)) {
        const [parent, key] = place(vector.arguments, pointer)
        parent[key] = value
      }
    }
    known.set(vector.name, vector.arguments)
    return vector
  })
}

/** What holds the place that a JSON Pointer names, and under which key. */
function place(value, pointer) {
  const keys = pointer.split('/').map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
  const parent = keys.slice(1, -1).reduce((inner, key) => inner[key], value)
  return [parent, keys.at(-1)]
}

/**
 * Runs one vector and throws where the answer differs. `host` has the API and the JSON object of the JavaScript world that
 * the API runs in, which in a mini-program is not this one.
 */
export function runCase(host, vector) {
  const { value, error } = callWith(host, vector)
  if (vector.error) {
    assert.ok(error, `must be refused, but answered ${JSON.stringify(value)}`)
    assert.equal(error.name, 'QualitySelfcheckError')
    assertContains(pick(error, ['code', 'path', 'message']), vector.error)
  } else {
    assert.ok(!error, `must be answered, but was refused: ${error?.code} ${error?.path} ${error?.message}`)
    assertContains(value, vector.expect)
    assertIsPlain(value, '')
  }
}

function callWith({ api, JSON: hostJson }, { function: name, arguments: args }) {
  try {
    const given = hostJson.parse(JSON.stringify(args))
    return { value: name === 'openCase' ? play(api, given) : api[name](given) }
  } catch (error) {
    return { error }
  }
}

/** What the command line works out in one call, played on a case that is held open. */
function play(api, { patches = [], after = [], views = [], ...opening }) {
  const open = api.openCase(opening)
  try {
    const looks = []
    const look = (index) => {
      if (!after.includes(index)) return
      const seen = views.map((view, place) => {
        const { name, options = null, pointer = '' } = typeof view === 'string' ? { name: view } : view
        return [name + pointer, placed(`/views/${place}`, () => open.view(name, options, pointer))]
      })
      looks.push({ index, revision: last(), steps: open.steps(), views: Object.fromEntries(seen) })
    }
    const last = () => open.journal().at(-1)?.revision ?? opening.snapshot?.revision ?? 0
    look(0)
    const changes = patches.map((move, place) => {
      const change = moved(open, move, place)
      look(place + 1)
      return change
    })
    const [dossier, journal] = [open.dossier(), open.journal()]
    return { opened: open.opened, changes, after: looks, dossier, journal }
  } finally {
    open.close()
  }
}

function moved(open, move, place) {
  if (move === 'undo') return open.undo()
  if (move === 'redo') return open.redo()
  if (move.today) return open.setToday(move.today)
  const { patch, join } = Array.isArray(move) ? { patch: move } : move
  try {
    return open.apply(patch, { join })
  } catch (error) {
    const inPatch = error.path.replace(/^\/patch(?=\/|$)/, `/patches/${place}`)
    error.path = inPatch === error.path ? `/dossier${error.path}` : inPatch
    throw error
  }
}

function placed(place, work) {
  try {
    return work()
  } catch (error) {
    error.path = place + error.path
    throw error
  }
}

/** The vector with its text as an object, if that says all that the text says. */
function asObject({ text, ...vector }) {
  if (text === undefined) return [vector]
  try {
    const args = JSON.parse(text)
    const withoutSpaces = text.replaceAll(/("(?:[^"\\]|\\.)*")|\s+/g, '$1')
    // Half a character is refused in a text and mended in an object.
    const saysAll = JSON.stringify(args) === withoutSpaces && !/\\ud[89a-f]/i.test(text)
    return saysAll && isPlain(args) ? [{ ...vector, arguments: args }] : []
  } catch {
    return []
  }
}

function isPlain(args) {
  return args !== null && typeof args === 'object' && !Array.isArray(args)
}

/** Every key that is expected must be there and equal; arrays must have the same length. */
export function assertContains(actual, expected, path = '') {
  if (isBytes(actual)) {
    assert.equal(Buffer.from(actual).toString('base64'), expected, path)
  } else if (Array.isArray(expected)) {
    assert.ok(Array.isArray(actual), `${path || '/'} must be an array, is ${JSON.stringify(actual)}`)
    assert.equal(actual.length, expected.length, `length of ${path || '/'}: ${JSON.stringify(actual)}`)
    for (const [index, item] of expected.entries()) assertContains(actual[index], item, `${path}/${index}`)
  } else if (expected !== null && typeof expected === 'object') {
    assert.ok(
      actual !== null && typeof actual === 'object',
      `${path || '/'} must be an object, is ${JSON.stringify(actual)}`,
    )
    for (const [key, item] of Object.entries(expected)) assertContains(actual[key], item, `${path}/${key}`)
  } else {
    assert.equal(actual, expected, `${path || '/'} is ${JSON.stringify(actual)}, expected ${JSON.stringify(expected)}`)
  }
}

/** Of whatever JavaScript world; a vector holds the contents of a file as base64. */
export function isBytes(value) {
  return Object.prototype.toString.call(value) === '[object Uint8Array]'
}

/**
 * Answers are what JSON can hold, and the contents of files: no undefined, Map, Date or BigInt, which a mini-program's pages
 * could not be given.
 */
function assertIsPlain(value, path) {
  if (isBytes(value)) return
  if (value === null || ['boolean', 'string'].includes(typeof value) || Number.isFinite(value)) return
  assert.equal(typeof value, 'object', `${path} is ${String(value)}`)
  assert.match(Object.prototype.toString.call(value), /^\[object (Object|Array)\]$/, path)
  for (const [key, item] of Object.entries(value)) assertIsPlain(item, `${path}/${key}`)
}

function pick(object, keys) {
  return Object.fromEntries(keys.map((key) => [key, object[key]]))
}
