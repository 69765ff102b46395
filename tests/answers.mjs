// Runs a vector through the JavaScript API of whatever host a test has and compares the answer. A page in a browser runs it
// too, which is why it asks nothing of Node.

/**
 * Runs one vector and throws where the answer differs. `host` has the API and the JSON object of the JavaScript world that
 * the API runs in, which in a mini-program is not this one.
 */
export function runCase(host, vector) {
  const { value, error } = callWith(host, vector)
  if (vector.error) {
    must(error, () => `must be refused, but answered ${JSON.stringify(value)}`)
    must(error.name === 'QualitySelfcheckError', () => `failed with ${error.name}: ${error.message}`)
    assertContains(pick(error, ['code', 'path', 'message']), vector.error)
  } else {
    must(!error, () => `must be answered, but failed with ${error.name}: ${error.code} ${error.path} ${error.message}`)
    assertContains(value, vector.expect)
    assertIsPlain(value, '')
  }
}

function callWith({ api, JSON: hostJson }, { function: name, arguments: args }) {
  try {
    const given = hostJson.parse(JSON.stringify(args))
    return { value: answer(api, name, given) }
  } catch (error) {
    return { error }
  }
}

/** What a function answers. A case, which the command line opens and closes in one call, is played on one that is held open. */
export function answer(api, name, args) {
  return name === 'openCase' ? play(api, args) : api[name](args)
}

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
    const last = () => open.journal().pop()?.revision ?? opening.snapshot?.revision ?? 0
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

/** Every key that is expected must be there and equal; arrays must have the same length. */
export function assertContains(actual, expected, path = '') {
  if (isBytes(actual)) {
    must(base64(actual) === expected, () => `${path} has other bytes`)
  } else if (Array.isArray(expected)) {
    must(Array.isArray(actual), () => `${path || '/'} must be an array, is ${JSON.stringify(actual)}`)
    must(actual.length === expected.length, () => `length of ${path || '/'}: ${JSON.stringify(actual)}`)
    for (const [index, item] of expected.entries()) assertContains(actual[index], item, `${path}/${index}`)
  } else if (expected !== null && typeof expected === 'object') {
    const isObject = actual !== null && typeof actual === 'object'
    must(isObject, () => `${path || '/'} must be an object, is ${JSON.stringify(actual)}`)
    for (const [key, item] of Object.entries(expected)) assertContains(actual[key], item, `${path}/${key}`)
  } else {
    const isSame = Object.is(actual, expected)
    must(isSame, () => `${path || '/'} is ${JSON.stringify(actual)}, expected ${JSON.stringify(expected)}`)
  }
}

/** Of whatever JavaScript world; a vector holds the contents of a file as base64. */
export function isBytes(value) {
  return Object.prototype.toString.call(value) === '[object Uint8Array]'
}

const PLAIN = ['[object Object]', '[object Array]']

/**
 * Answers are what JSON can hold, and the contents of files: no undefined, Map, Date or BigInt, which a mini-program's pages
 * could not be given.
 */
function assertIsPlain(value, path) {
  if (isBytes(value)) return
  if (value === null || ['boolean', 'string'].includes(typeof value) || Number.isFinite(value)) return
  const kind = Object.prototype.toString.call(value)
  must(typeof value === 'object' && PLAIN.includes(kind), () => `${path} is ${kind} ${String(value)}`)
  for (const [key, item] of Object.entries(value)) assertIsPlain(item, `${path}/${key}`)
}

function base64(bytes) {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}

/** Says what is wrong only where something is. */
function must(holds, said) {
  if (!holds) throw new Error(said())
}

function pick(object, keys) {
  return Object.fromEntries(keys.map((key) => [key, object[key]]))
}
