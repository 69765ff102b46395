import { load } from 'quality-selfcheck'
import { load as loadDocuments } from './documents/quality-selfcheck'
import { load as loadReview } from './review/quality-selfcheck'

load({ wasmPath: '/package/miniprogram_npm/quality-selfcheck/quality_selfcheck.wasm.br' }).then((core) => {
  const missing: string[] = core.scoreGovernance({ assessment: { units: {} } }).missing
  void missing
  const own = core.withPacks([{ guide: 'governance', extends: '征求意见稿 2022-03，修订 1' }])
  own.openCase({ today: '2026-07-10' }).close()
  const looked: string[] = own.findings.map(({ message }) => message)
  void looked
  own.close()
  // @ts-expect-error that is of another program
  core.reportForms()
  // @ts-expect-error likewise
  core.review()
})

load({ wasmPath: '/package/program.wasm.br', contentPath: '/package/content.wasm.br' })

load()
  .then((core) => loadReview({ core, wasmPath: '/review/quality-selfcheck/quality_selfcheck_review.wasm.br' }))
  .then((review) => {
    const form: string | undefined = review.reportForms().forms[0]?.form
    void form
  })

// @ts-expect-error the rules are those of the main package
loadReview({ wasmPath: '/review/quality-selfcheck/quality_selfcheck_review.wasm.br' })

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
