// Reads what a call has written (src/json/stream.rs) into plain objects: a word for each value, whose lowest three bits say
// what it is, and one text of UTF-16 for all strings that are not part of the program.

const NULL = 0
const TRUE = 1
const FALSE = 2
// String.fromCharCode takes a limited number of arguments.
const CHUNK = 4096

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })

/** Makes the reader of a program's results. What stays as long as the program is made into a string, or into keys, once. */
export function reader(memory) {
  const strings = new Map()
  const shapes = new Map()
  let words
  let word
  let text
  let unit
  let textPlace

  /** The value that a call has left at this place. */
  return (place) => {
    const [wordPlace, wordCount, ...textParts] = new Uint32Array(memory.buffer, place, 4)
    words = new Int32Array(memory.buffer, wordPlace, wordCount)
    word = 0
    textPlace = textParts[0]
    text = fromUnits(new Uint16Array(memory.buffer, ...textParts))
    unit = 0
    const value = read()
    words = text = undefined
    return value
  }

  function read() {
    const next = words[word++]
    const count = next >>> 3
    switch (next & 7) {
      case 0:
        return constant(count)
      case 1:
        return next >> 3
      case 2:
        return string(count)
      case 3:
        return once(strings, count, words[word++], String)
      case 4: {
        const list = new Array(count)
        for (let index = 0; index < count; index++) list[index] = read()
        return list
      }
      case 5: {
        const { keys, blank } = once(shapes, count, words[word++], shape)
        // Not spread: for phones of 2018 that would be spelt out, key by key.
        const object = Object.assign({}, blank)
        for (let index = 0; index < keys.length; index++) object[keys[index]] = read()
        return object
      }
      case 6: {
        const map = {}
        for (let index = 0; index < count; index++) put(map, read(), read())
        return map
      }
      default:
        return bytes(count)
    }
  }

  function constant(number) {
    if (number === NULL) return null
    if (number === TRUE) return true
    if (number === FALSE) return false
    // An integer of two words.
    const low = words[word++] >>> 0
    return words[word++] * 0x100000000 + low
  }

  function string(length) {
    const start = unit
    unit += length
    return text.substring(start, unit)
  }

  /** What is made of a text that stays. Another one may begin at the same place. */
  function once(known, place, length, make) {
    const last = known.get(place)
    if (last !== undefined && last.length === length) return last.made
    const made = make(utf8.decode(new Uint8Array(memory.buffer, place, length)))
    known.set(place, { length, made })
    return made
  }

  function bytes(length) {
    const place = textPlace + unit * 2
    unit += Math.ceil(length / 2)
    return new Uint8Array(memory.buffer, place, length).slice()
  }
}

/** The keys of an object, and one of them in which nothing stands yet. */
function shape(names) {
  const keys = names === '' ? [] : names.split(',')
  // Key by key: phones from before 2019 have no Object.fromEntries.
  const blank = {}
  for (const key of keys) blank[key] = null
  return { keys, blank }
}

function put(map, key, value) {
  if (key !== '__proto__') map[key] = value
  // Assigned, it would become the prototype.
  else Object.defineProperty(map, key, { value, writable: true, enumerable: true, configurable: true })
}

function fromUnits(units) {
  if (units.length <= CHUNK) return String.fromCharCode.apply(null, units)
  let text = ''
  for (let start = 0; start < units.length; start += CHUNK) {
    text += String.fromCharCode.apply(null, units.subarray(start, start + CHUNK))
  }
  return text
}
