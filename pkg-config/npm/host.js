import { bind, once } from './api.js'

/**
 * Makes the `load` of a program that reads no content, for browsers and Node. `imports` is its glue, by the name that is
 * written into the wasm file. The option is for bundlers that do not follow `new URL(…, import.meta.url)`.
 */
export function loader(imports, program) {
  const [glue] = Object.values(imports)
  return once(async ({ wasm = program }) => bind(glue, await instantiate(wasm, imports)))
}

export async function instantiate(wasm, imports) {
  const source = wasm instanceof ArrayBuffer || ArrayBuffer.isView(wasm) ? wasm : await read(wasm)
  const { instance } = await (source instanceof Response
    ? WebAssembly.instantiateStreaming(source, imports)
    : WebAssembly.instantiate(source, imports))
  return instance
}

/** The bytes of a file, or a response that may be compiled while it arrives. */
async function read(place) {
  // Asked at run time, so that no bundler for browsers looks for a module of Node.
  const files = globalThis.process?.getBuiltinModule?.('node:fs/promises')
  if (files && !/^https?:/.test(place)) return files.readFile(place)
  const response = await fetch(place)
  if (!response.ok) throw new Error(`${response.url || place}: HTTP ${response.status}`)
  // Browsers stream only this type, and many file servers do not know the extension .wasm.
  return /^application\/wasm\b/.test(response.headers.get('Content-Type')) ? response : response.arrayBuffer()
}
