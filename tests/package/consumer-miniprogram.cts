import { load } from 'quality-selfcheck'
import { load as loadDocuments } from './documents/quality-selfcheck'
import { load as loadReview } from './review/quality-selfcheck'

load({ wasmPath: '/package/miniprogram_npm/quality-selfcheck/quality_selfcheck.wasm.br' }).then((core) => {
  const missing: string[] = core.scoreGovernance({ assessment: { units: {} } }).missing
  void missing
})

load({ wasmPath: '/package/program.wasm.br', contentPath: '/package/content.wasm.br' })

loadReview({ wasmPath: '/review/quality-selfcheck/quality_selfcheck_review.wasm.br' }).then((review) => {
  const summary: string = review.improvementPath({ assessment: { units: {} } }).summary
  void summary
})

loadDocuments({ wasmPath: '/documents/quality-selfcheck/quality_selfcheck_documents.wasm.br' }).then((documents) => {
  const svg: string = documents.drawChart({ chart: { kind: 'pareto', title: '', bars: [] } }).svg
  void svg
})

// @ts-expect-error nobody but its owner knows where a sub-package is
loadReview()

// @ts-expect-error likewise
loadDocuments()

// @ts-expect-error a mini-program takes only a path of its code package
load({ wasm: new Uint8Array(8) })
