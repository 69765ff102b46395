// The vectors of tests/cases, as the JavaScript API can be given them. The Rust tests run the same files.
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
  .filter((vector) => !(vector.function === 'openCase' && vector.error?.path?.startsWith('/after/')))

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
