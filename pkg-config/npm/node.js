import { readFile } from 'node:fs/promises'
import { bind, imports, once } from './api.js'

/** Loads the core in Node. `wasm` is needed only where a bundler moved this file away from the wasm file. */
export const load = once(async ({ wasm = new URL('./quality_selfcheck.wasm', import.meta.url) }) => {
  const bytes = wasm instanceof ArrayBuffer || ArrayBuffer.isView(wasm) ? wasm : await readFile(wasm)
  const { instance } = await WebAssembly.instantiate(bytes, imports)
  return bind(instance)
})
