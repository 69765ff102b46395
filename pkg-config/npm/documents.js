import { loader } from './host.js'
import * as glue from './quality_selfcheck_documents_bg.js'

/** Loads what draws charts and writes documents. */
export const load = loader(
  { './quality_selfcheck_documents_bg.js': glue },
  new URL('./quality_selfcheck_documents.wasm', import.meta.url),
)
