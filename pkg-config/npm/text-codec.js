// UTF-8 for hosts without TextEncoder and TextDecoder: WeChat's phones have neither. It holds what the glue needs, and
// agrees with the platform's own in every case.

const REPLACEMENT = 0xfffd
// String.fromCharCode takes a limited number of arguments.
const CHUNK = 4096

export class TextEncoder {
  encode(text = '') {
    // A UTF-16 unit is at most three bytes of UTF-8, a pair of them four.
    const bytes = new Uint8Array(text.length * 3)
    return bytes.slice(0, this.encodeInto(text, bytes).written)
  }

  encodeInto(text, bytes) {
    let read = 0
    let written = 0
    while (read < text.length) {
      const code = codePointAt(text, read)
      const length = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
      if (written + length > bytes.length) break
      if (length === 1) {
        bytes[written] = code
      } else {
        const marker = (0xf00 >> length) & 0xff
        bytes[written] = marker | (code >> (6 * (length - 1)))
        for (let i = 1; i < length; i++) bytes[written + i] = 0x80 | ((code >> (6 * (length - 1 - i))) & 0x3f)
      }
      written += length
      read += length === 4 ? 2 : 1
    }
    return { read, written }
  }
}

/** As String.prototype.codePointAt, but half of a pair becomes U+FFFD. */
function codePointAt(text, index) {
  const code = text.codePointAt(index)
  return code >= 0xd800 && code < 0xe000 ? REPLACEMENT : code
}

export class TextDecoder {
  constructor(_label, { fatal = false, ignoreBOM = false } = {}) {
    this.fatal = fatal
    this.ignoreBOM = ignoreBOM
  }

  decode(bytes = new Uint8Array(0)) {
    let text = ''
    let units = []
    let index = 0
    if (!this.ignoreBOM && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) index = 3
    while (index < bytes.length) {
      const { code, length } = sequenceAt(bytes, index)
      if (code < 0 && this.fatal) throw new TypeError('The encoded data was not valid utf-8')
      index += length
      pushUnits(units, code < 0 ? REPLACEMENT : code)
      if (units.length > CHUNK) {
        text += String.fromCharCode.apply(null, units)
        units = []
      }
    }
    return text + String.fromCharCode.apply(null, units)
  }
}

function pushUnits(units, code) {
  if (code < 0x10000) units.push(code)
  else units.push(0xd800 + ((code - 0x10000) >> 10), 0xdc00 + ((code - 0x10000) & 0x3ff))
}

/** Reads one code point. A malformed sequence is code -1, and as long as its longest part that could have been valid. */
function sequenceAt(bytes, index) {
  const first = bytes[index]
  if (first < 0x80) return { code: first, length: 1 }
  const following =
    first >= 0xc2 && first < 0xe0 ? 1 : first >= 0xe0 && first < 0xf0 ? 2 : first >= 0xf0 && first < 0xf5 ? 3 : 0
  if (following === 0) return { code: -1, length: 1 }
  // No overlong forms (E0, F0), no surrogates (ED), nothing above U+10FFFF (F4).
  let lowest = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80
  let highest = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf
  let code = first & (0x3f >> following)
  for (let i = 1; i <= following; i++) {
    const byte = bytes[index + i]
    if (!(byte >= lowest && byte <= highest)) return { code: -1, length: i }
    lowest = 0x80
    highest = 0xbf
    code = (code << 6) | (byte & 0x3f)
  }
  return { code, length: following + 1 }
}
