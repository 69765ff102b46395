import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { loader } from './core.js'
import { refusal } from './refusal.js'

// Paths, not URL objects: a bundler for servers puts objects of its own into their place, which no file system takes.
// Bundled as CommonJS, a script knows its folder by another name.
const folder = () => (import.meta.url ? dirname(fileURLToPath(import.meta.url)) : __dirname)
const beside = (file) => () => join(folder(), file)
const places = {
  wasm: beside('quality_selfcheck.wasm'),
  reviewWasm: beside('quality_selfcheck_review.wasm'),
  documentsWasm: beside('quality_selfcheck_documents.wasm'),
  content: beside('quality_selfcheck_content.wasm'),
}

export const load = loader({ places, read })

/** Nothing is fetched: whoever wants that hands in what `fetch` answers. */
async function read(address) {
  try {
    return await readFile(address.startsWith('file:') ? fileURLToPath(address) : address)
  } catch (error) {
    throw refusal('load-http', `没有读到 ${address}（${error.code}）`, '', error)
  }
}
