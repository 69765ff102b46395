import { once } from './api.js'
import { load as loadReview } from './review.js'
import { load as loadSteps } from './steps.js'

/** Loads both programs, side by side, and answers with the functions of both. */
export const load = once(
  (options) => both({ ...options, packs: [] }),
  (packs) => both({ packs }),
)

async function both({ reviewWasm, ...options }) {
  const loading = [loadSteps(options), loadReview({ ...options, wasm: reviewWasm })]
  // Also where one fails: the next call would get the other one's failure if that was still on its way.
  await Promise.allSettled(loading)
  return Object.freeze(Object.assign({}, ...(await Promise.all(loading))))
}
