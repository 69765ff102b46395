// Writes the arguments of a call onto the tape that the core reads (src/json/tape.rs): a word for each value, whose lowest
// three bits say what it is, and the UTF-8 of all texts one after the other. What JSON has no word for is marked, and the core
// refuses it with its place; only `undefined` is left out, or null in a list, as JSON.stringify does it.

const INTEGER = 1
const NUMBER = 2
const TEXT = 3
const LIST = 4
const MAP = 6
// Constants have the tag 0.
const NULL = 0 << 3
const TRUE = 1 << 3
const FALSE = 2 << 3
/** The text behind it held half a character, in whose place stands U+FFFD. */
const MENDED = 3 << 3
const FOREIGN = 4 << 3
const TOO_DEEP = 5 << 3
const TOO_LARGE = 6 << 3
// As the core's reader of text: 20 MB hold no more values than these.
const MAX_DEPTH = 64
const MAX_WORDS = 10_000_000
const MAX_BYTES = 20_001_000

/** Thrown where a value is more than is read: only this word is left on the tape, and the core says what it means. */
class Refused {
  constructor(reason) {
    this.reason = reason
  }
}

// Kept from call to call.
let words = new Uint32Array(1024)
let bytes = new Uint8Array(8192)
let word = 0
let byte = 0

/**
 * The tape of a value, good until the next one is written. A getter that calls the API itself has one written behind what
 * already stands of the other.
 */
export function tape(value) {
  const [firstWord, firstByte] = [word, byte]
  try {
    write(value, 0)
    return written(firstWord, firstByte)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    word = firstWord
    byte = firstByte
    push(error.reason)
    return written(firstWord, firstByte)
  } finally {
    word = firstWord
    byte = firstByte
  }
}

function written(firstWord, firstByte) {
  return [words.subarray(firstWord, word), bytes.subarray(firstByte, byte)]
}

function push(next) {
  if (word === words.length) {
    if (word === MAX_WORDS) throw new Refused(TOO_LARGE)
    words = grown(words, Math.min(word * 2, MAX_WORDS))
  }
  words[word++] = next
}

function grown(full, length) {
  const larger = new full.constructor(length)
  larger.set(full)
  return larger
}

function write(value, depth) {
  switch (typeof value) {
    case 'string':
      return text(value, TEXT)
    case 'number':
      return number(value)
    case 'boolean':
      return push(value ? TRUE : FALSE)
    case 'object':
      return value === null ? push(NULL) : object(value, depth)
    case 'undefined':
      return push(NULL)
    default:
      return push(FOREIGN)
  }
}

function object(value, depth) {
  if (typeof value.toJSON !== 'function') return isPlain(value) ? container(value, depth) : push(FOREIGN)
  const place = word
  const said = value.toJSON()
  if (word > place) return // A `Written` has said it here.
  if (Object(said) !== said) return write(said, depth)
  // Not asked again: it may have answered with itself.
  return said === value || isPlain(said) ? container(said, depth) : push(FOREIGN)
}

/** Lists and objects of whatever JavaScript world; no Map, no RegExp, nothing of a class, which would be read as empty. */
export function isPlain(value) {
  if (Array.isArray(value)) return true
  const prototype = Object.getPrototypeOf(value)
  return !prototype || !Object.getPrototypeOf(prototype)
}

function container(value, depth) {
  // At once: an object that holds itself twice goes on for ever.
  if (depth === MAX_DEPTH) throw new Refused(TOO_DEEP)
  if (Array.isArray(value)) list(value, depth + 1)
  else map(value, depth + 1)
}

function number(value) {
  if ((value << 3) >> 3 === value) push((value << 3) | INTEGER)
  else if (Number.isFinite(value)) text(String(value), NUMBER)
  else push(FOREIGN)
}

function list(values, depth) {
  // Asked once: a getter may change the list that it stands in.
  const { length } = values
  if (length > MAX_WORDS) throw new Refused(TOO_LARGE)
  push((length << 3) | LIST)
  for (let index = 0; index < length; index++) write(values[index], depth)
}

function map(object, depth) {
  const place = word
  let length = 0
  push(0)
  for (const key of Object.keys(object)) {
    const value = object[key]
    if (value !== undefined) {
      text(key, TEXT)
      write(value, depth)
      length++
    }
  }
  words[place] = (length << 3) | MAP
}

function text(string, tag) {
  const length = string.length
  if (byte + length > MAX_BYTES) throw new Refused(TOO_LARGE)
  // A UTF-16 unit is at most three bytes of UTF-8, a pair of them four.
  if (byte + length * 3 > bytes.length) bytes = grown(bytes, Math.max(bytes.length * 2, byte + length * 3))
  const start = byte
  const into = bytes
  let at = byte
  let isMended = false
  for (let index = 0; index < length; index++) {
    let code = string.charCodeAt(index)
    if (code < 0x80) {
      into[at++] = code
    } else if (code < 0x800) {
      into[at++] = 0xc0 | (code >> 6)
      into[at++] = 0x80 | (code & 0x3f)
    } else {
      if (code >= 0xd800 && code < 0xe000) {
        const low = code < 0xdc00 ? string.charCodeAt(index + 1) : 0
        if (low >= 0xdc00 && low < 0xe000) {
          index++
          code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00)
          into[at++] = 0xf0 | (code >> 18)
          into[at++] = 0x80 | ((code >> 12) & 0x3f)
          into[at++] = 0x80 | ((code >> 6) & 0x3f)
          into[at++] = 0x80 | (code & 0x3f)
          continue
        }
        isMended = true
        code = 0xfffd
      }
      into[at++] = 0xe0 | (code >> 12)
      into[at++] = 0x80 | ((code >> 6) & 0x3f)
      into[at++] = 0x80 | (code & 0x3f)
    }
  }
  byte = at
  if (isMended) push(MENDED)
  push(((at - start) << 3) | tag)
}

/** A value that another thread has written already. */
export class Written {
  constructor(words, bytes) {
    this.words = words
    this.bytes = bytes
  }

  toJSON() {
    this.words.forEach(push)
    const end = byte + this.bytes.length
    if (end > bytes.length) bytes = grown(bytes, end * 2)
    bytes.set(this.bytes, byte)
    byte = end
  }
}
