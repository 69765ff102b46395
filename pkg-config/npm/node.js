import { readFile } from 'node:fs/promises'
import { bind, imports, once } from './api.js'

/** Loads the core in Node. The options are for bundlers that move this file away from the wasm files. */
export const load = once(
  async ({
    wasm = new URL('./quality_selfcheck.wasm', import.meta.url),
    content = new URL('./quality_selfcheck_content.wasm', import.meta.url),
  }) => bind(...(await Promise.all([wasm, content].map(instantiate)))),
)

async function instantiate(wasm) {
  const bytes = wasm instanceof ArrayBuffer || ArrayBuffer.isView(wasm) ? wasm : await readFile(wasm)
  const { instance } = await WebAssembly.instantiate(bytes, imports)
  return instance
}
