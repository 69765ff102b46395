import {
  type Core,
  type Documents,
  type LoadOptions,
  load,
  type OpenCase,
  type OwnCore,
  type QualitySelfcheckError,
  type Review,
  type Scorecard,
  type Steps,
} from 'quality-selfcheck'
import { isQualitySelfcheckError, type PlainError, plainError, reviveError } from 'quality-selfcheck/errors'
import { load as loadInline } from 'quality-selfcheck/inline'
import { load as loadSlim } from 'quality-selfcheck/slim'
import { load as loadThread, type RemoteCase, type RemoteOwnCore, type Thread } from 'quality-selfcheck/worker'

const core: Core = await load()
const version: string = core.about().version

const card: Scorecard = core.scoreGovernance({ assessment: { units: { 'C1.1': { level: 4 }, 'C1.2': null } } })
const total: string = card.total.text
const missing: string[] = card.missing

const options: LoadOptions = { wasm: new Uint8Array(8), content: Promise.resolve(new Uint8Array(8)), with: ['review'] }
await load(options)
await load({ wasm: 'https://example.org/quality_selfcheck.wasm', reviewWasm: new Uint8Array(8) })
const own: OwnCore = core.withPacks([{ guide: 'governance', extends: '征求意见稿 2022-03，修订 1' }])
const looked: string[] = own.findings.map(({ path, message }) => `${path} ${message}`)
own.close()

try {
  core.about()
} catch (error) {
  if (isQualitySelfcheckError(error) && error.code === 'wrong-type') {
    const path: string = error.path
    const plain: PlainError = plainError(error)
    const again: Error = reviveError(plain)
    const refusal: QualitySelfcheckError = error
    void [path, again, refusal]
  }
  // @ts-expect-error no such code
  if (isQualitySelfcheckError(error) && error.code === 'wrong') void error
}

const steps: Steps = core
const review: Review = await core.review()
const documents: Documents = await core.documents()
steps.checklistItems({})
steps.analyseCauses({ rows: [] })
const { dossier } = steps.readDossier({ text: '' })
const document = review.reportDocument({ dossier, form: 'causes', today: '2026-07-10' })
const bytes: Uint8Array<ArrayBuffer> = documents.writeDocument({ document, format: 'docx' }).bytes
const name: string = core.exportReport({ dossier, form: 'causes', format: 'xlsx', today: '2026-07-10' }).name
// @ts-expect-error no such format
documents.writeDocument({ document, format: 'pdf' })
// @ts-expect-error no such block
documents.writeDocument({ document: { ...document, blocks: [{ kind: 'poem' }] }, format: 'docx' })
// @ts-expect-error a function of the other program
steps.drawChart({ chart: { kind: 'pareto', title: '', bars: [] } })
// @ts-expect-error likewise
review.scoreGovernance({ assessment: { units: {} } })

const open: OpenCase = core.openCase({ dossier, today: '2026-07-10' })
open.apply([{ op: 'replace', path: '/title', value: '' }], { join: true })
const ofCase: Scorecard = open.view('governance')
open.close()

const thread: Thread = await loadThread({ with: ['review'] })
const remote: Promise<Scorecard> = thread.scoreGovernance({ assessment: { units: {} } })
const remoteCase: RemoteCase = await thread.openCase({ dossier, today: '2026-07-10' })
const remoteCard: Promise<Scorecard> = remoteCase.view('governance')
const remoteOwn: RemoteOwnCore = await thread.withPacks([])
const remoteLooked: number = remoteOwn.findings.length
await remoteOwn.close()
thread.terminate()

await loadSlim({ wasm: new Uint8Array(8), content: new Uint8Array(8) })
// @ts-expect-error it has no files of its own
await loadSlim()
await loadInline({ with: ['documents'] })
// @ts-expect-error it has all files inside
await loadInline({ wasm: new Uint8Array(8) })

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
core.withPacks('governance')
// @ts-expect-error packs are no option
await load({ packs: [] })
// @ts-expect-error no such program
await load({ with: ['steps'] })
// @ts-expect-error load gives a promise
load().about()

void [version, total, missing, wrong, bytes, name, ofCase, remote, remoteCard, looked, remoteLooked]
