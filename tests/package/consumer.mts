import { type Core, type LoadOptions, load, type QualitySelfcheckError, type Scorecard } from 'quality-selfcheck'
import { type Documents, load as loadDocuments } from 'quality-selfcheck/documents'
import { load as loadReview, type Review } from 'quality-selfcheck/review'
import { load as loadSteps, type Steps } from 'quality-selfcheck/steps'

const core: Core = await load()
const version: string = core.about().version

const card: Scorecard = core.scoreGovernance({ assessment: { units: { 'C1.1': { level: 4 }, 'C1.2': null } } })
const total: string = card.total.text
const missing: string[] = card.missing

const options: LoadOptions = { wasm: new Uint8Array(8), content: new Uint8Array(8) }
await load(options)
await load({ wasm: 'https://example.org/quality_selfcheck.wasm' })
await load({ content: 'https://example.org/quality_selfcheck_content.wasm' })
await load({ reviewWasm: new Uint8Array(8), documentsWasm: new Uint8Array(8) })
const own: Core = await load({ packs: [{ guide: 'governance', extends: '征求意见稿 2022-03' }] })

function isRefusal(error: Error): error is QualitySelfcheckError {
  return error.name === 'QualitySelfcheckError'
}
try {
  core.about()
} catch (error) {
  if (error instanceof Error && isRefusal(error) && error.code === 'wrong-type') {
    const path: string = error.path
    void path
  }
}

const steps: Steps = await loadSteps()
const review: Review = await loadReview({ wasm: new Uint8Array(8) })
const documents: Documents = await loadDocuments({ wasm: new Uint8Array(8) })
const { exportReport, exportSummary } = core
const same: Core = { ...steps, ...review, ...documents, exportReport, exportSummary }
steps.checklistItems({})
steps.analyseCauses({ rows: [] })
const { dossier } = steps.readDossier({ text: '' })
const document = review.reportDocument({ dossier, form: 'causes', today: '2026-07-10' })
const bytes: Uint8Array = documents.writeDocument({ document, format: 'docx' }).bytes
const name: string = core.exportReport({ dossier, form: 'causes', format: 'xlsx', today: '2026-07-10' }).name
// @ts-expect-error no such format
documents.writeDocument({ document, format: 'pdf' })
// @ts-expect-error it reads no content
await loadDocuments({ packs: [] })
// @ts-expect-error no such block
documents.writeDocument({ document: { ...document, blocks: [{ kind: 'poem' }] }, format: 'docx' })
steps.scoreGovernance({ assessment: { units: {} } })
review.improvementPath({ assessment: { units: {} } })
// @ts-expect-error a function of the other program
steps.improvementPath({ assessment: { units: {} } })
// @ts-expect-error likewise
review.scoreGovernance({ assessment: { units: {} } })
// @ts-expect-error there is only one program here
await loadSteps({ reviewWasm: new Uint8Array(8) })

// @ts-expect-error the assessment is missing
core.scoreGovernance({})
// @ts-expect-error a misspelt key
core.scoreGovernance({ assesment: { units: {} } })
// @ts-expect-error a level is a number
core.scoreGovernance({ assessment: { units: { 'C1.1': { level: '4' } } } })
// @ts-expect-error no such function
core.scoreGovernence({ assessment: { units: {} } })
// @ts-expect-error total is exact, not a number
const wrong: number = card.total
// @ts-expect-error packs are a list of objects
await load({ packs: 'governance' })
// @ts-expect-error load gives a promise
load().about()

void [version, total, missing, own, same, wrong, bytes, name]
