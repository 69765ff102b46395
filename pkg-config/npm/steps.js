import { caseOpener } from './case.js'
import * as glue from './quality_selfcheck_bg.js'
import { loader } from './with-content.js'

/** Loads what is needed while somebody fills in, opens and saves. */
export const load = loader(
  { './quality_selfcheck_bg.js': glue },
  new URL('./quality_selfcheck.wasm', import.meta.url),
  caseOpener,
)
