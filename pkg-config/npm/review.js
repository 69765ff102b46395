import * as glue from './quality_selfcheck_review_bg.js'
import { loader } from './with-content.js'

/** Loads what looks back on finished cases: comparing, improving, summarising. */
export const load = loader(
  { './quality_selfcheck_review_bg.js': glue },
  new URL('./quality_selfcheck_review.wasm', import.meta.url),
)
