import { bind, imports, once } from './api.js'

/** Loads the core in a browser. The options are for bundlers that do not follow `new URL(…, import.meta.url)`. */
export const load = once(
  async ({
    wasm = new URL('./quality_selfcheck.wasm', import.meta.url),
    content = new URL('./quality_selfcheck_content.wasm', import.meta.url),
  }) => bind(...(await Promise.all([wasm, content].map(instantiate)))),
)

async function instantiate(wasm) {
  const bytes = wasm instanceof ArrayBuffer || ArrayBuffer.isView(wasm)
  const { instance } = await (bytes ? WebAssembly.instantiate(wasm, imports) : fetchAndInstantiate(wasm))
  return instance
}

async function fetchAndInstantiate(url) {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${response.url || url}: HTTP ${response.status}`)
  // Browsers stream only this type, and many file servers do not know the extension .wasm.
  const streamable = /^application\/wasm\b/.test(response.headers.get('Content-Type'))
  return streamable
    ? WebAssembly.instantiateStreaming(response, imports)
    : WebAssembly.instantiate(await response.arrayBuffer(), imports)
}
