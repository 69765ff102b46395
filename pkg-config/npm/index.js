import { once } from './api.js'
import { load as loadDocuments } from './documents.js'
import { load as loadReview } from './review.js'
import { load as loadSteps } from './steps.js'

/** Loads all programs, side by side, and answers with the functions of all. */
export const load = once(async (options) => ({
  api: await all({ ...options, packs: [] }),
  open: (packs) => all({ packs }),
}))

async function all({ reviewWasm, documentsWasm, ...options }) {
  const loading = [
    loadSteps(options),
    loadReview({ ...options, wasm: reviewWasm }),
    loadDocuments({ wasm: documentsWasm }),
  ]
  // Also where one fails: the next call would get the others' failure if that was still on its way.
  await Promise.allSettled(loading)
  const [steps, review, documents] = await Promise.all(loading)
  return Object.freeze({ ...steps, ...review, ...documents, ...whole(review, documents) })
}

/** What one program works out and the other one writes. */
function whole({ reportDocument, summaryDocument }, { writeDocument }) {
  const written =
    (work) =>
    (args = {}) => {
      // Whatever is no object of arguments is refused as everywhere.
      if (args === null || typeof args !== 'object' || Array.isArray(args)) return work(args)
      const { format, ...rest } = args
      return writeDocument({ document: work(rest), format })
    }
  return { exportReport: written(reportDocument), exportSummary: written(summaryDocument) }
}
