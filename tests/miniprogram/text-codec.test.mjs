import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import * as ours from '../../pkg-config/npm/text-codec.js'

const ROUNDS = 20_000
const platform = { encoder: new TextEncoder(), TextDecoder }

suite(`the text codec agrees with the platform's in ${ROUNDS} cases`, () => {
  test('encode', () => {
    for (const text of texts()) assert.deepEqual(new ours.TextEncoder().encode(text), platform.encoder.encode(text))
  })

  test('encodeInto, also where the room is too small', () => {
    for (const text of texts()) {
      const room = random(text.length * 4)
      const [actual, expected] = [new Uint8Array(room), new Uint8Array(room)]
      const result = new ours.TextEncoder().encodeInto(text, actual)
      assert.deepEqual([result, actual], [platform.encoder.encodeInto(text, expected), expected])
    }
  })

  for (const ignoreBOM of [true, false]) {
    test(`decode, ignoreBOM: ${ignoreBOM}`, () => {
      const decoders = [new ours.TextDecoder('utf-8', { ignoreBOM }), new platform.TextDecoder('utf-8', { ignoreBOM })]
      for (const bytes of byteSequences()) {
        const [actual, expected] = decoders.map((decoder) => decoder.decode(bytes))
        assert.equal(actual, expected, `${[...bytes]}`)
      }
    })
  }

  test('decode, fatal', () => {
    const decoders = [
      new ours.TextDecoder('utf-8', { fatal: true }),
      new platform.TextDecoder('utf-8', { fatal: true }),
    ]
    for (const bytes of byteSequences()) {
      const [actual, expected] = decoders.map((decoder) => decodeOrRefuse(decoder, bytes))
      assert.equal(actual, expected, `${[...bytes]}`)
    }
  })
})

test('a text that is longer than one chunk keeps its pairs together', () => {
  const text = `a${'😀'.repeat(10_000)}`
  assert.equal(new ours.TextDecoder().decode(platform.encoder.encode(text)), text)
})

/** ASCII, two bytes, three bytes, and halves of pairs that sometimes meet. */
function* texts() {
  const codes = [() => random(0x80), () => random(0x800), () => random(0x10000), () => 0xd800 + random(0x800)]
  for (let round = 0; round < ROUNDS; round++) {
    yield String.fromCharCode(...Array.from({ length: random(40) }, () => codes[random(codes.length)]()))
  }
}

/** Well-formed bytes, the same with some changed, and noise from the bytes that matter at the edges. */
function* byteSequences() {
  const edges = [
    0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc1, 0xc2, 0xdf, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xf5, 0xff, 0xbb,
  ]
  let round = 0
  for (const text of texts()) {
    const bytes = platform.encoder.encode(text)
    if (round % 3 === 1 && bytes.length > 0) bytes[random(bytes.length)] = edges[random(edges.length)]
    yield round % 3 === 2 ? Uint8Array.from({ length: random(12) }, () => edges[random(edges.length)]) : bytes
    round += 1
  }
}

function decodeOrRefuse(decoder, bytes) {
  try {
    return decoder.decode(bytes)
  } catch (error) {
    return error.name
  }
}

// Every run has the same cases: a failure can be looked at again.
let state = 20260101
function random(limit) {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0
  return Math.floor((state / 2 ** 32) * limit)
}
