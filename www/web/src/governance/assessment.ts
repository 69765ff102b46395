/** The self-assessment on the screen and what the core makes of it, always up to date. */
import type { Evidence, Exact, PatchOperation, Scheme, Scorecard, SelfAssessment, UnitAnswer } from 'quality-selfcheck'
import { computed } from 'vue'
import { edit, openCase, viewed } from '../cases/open-case'
import { core, governanceIndicators, governanceSchemes } from '../core'

const EMPTY: SelfAssessment = { units: {}, evidence: [] }

export const governance = computed(() => openCase.dossier?.governance ?? null)
export const assessment = computed<SelfAssessment>(() => governance.value?.assessment ?? EMPTY)

export const scheme = computed<Scheme | undefined>(() => {
  const { schemes } = governanceSchemes()
  return schemes.find((s) => s.id === governance.value?.scheme) ?? schemes[0]
})

export const scorecard = viewed((living) => living.view('governance'))

/** Also used for 如果: the same core on an altered assessment. */
export function score(altered: SelfAssessment): Scorecard {
  return core().scoreGovernance({ assessment: altered, scheme: governance.value?.scheme || null })
}

export const unitScore = (code: string) => scorecard.value.units.find((u) => u.code === code)
/** L3, 未评 or 不适用. */
export function levelOf(code: string): string {
  const unit = unitScore(code)
  if (unit?.state === 'answered') return `L${unit.granted}`
  return unit?.state === 'not-applicable' ? '不适用' : '未评'
}

export const answerOf = (code: string): UnitAnswer => assessment.value.units[code] ?? {}

/** Where the answer to a unit stands in the file. */
export const placeOf = (code: string) => `/governance/assessment/units/${code}`

/** What sets parts of the answer to a unit; the first answer to it is a new entry. */
export function setting(code: string, parts: Partial<UnitAnswer>): PatchOperation[] {
  if (!assessment.value.units[code]) return [{ op: 'add', path: placeOf(code), value: parts }]
  return Object.entries(parts).map(([key, value]) => ({ op: 'replace', path: `${placeOf(code)}/${key}`, value }))
}

export function editUnit(code: string, parts: Partial<UnitAnswer>, isTyped = false): void {
  edit(setting(code, parts), isTyped)
}

/** The 22 indicators in table order, each with its place in the tree. */
export const indicators = () =>
  governanceIndicators().primary.flatMap((primary) =>
    primary.secondary.flatMap((secondary) =>
      secondary.indicators.map((indicator) => ({ ...indicator, primary, secondary })),
    ),
  )

export const unitNamed = (code: string) =>
  indicators()
    .flatMap((i) => i.units.map((unit) => ({ unit, indicator: i })))
    .find(({ unit }) => unit.code === code)

export const toUnit = (code: string) => ({
  name: 'score',
  params: { indicator: unitScore(code)?.indicator },
  hash: `#unit-${code}`,
})

/** Weights are mostly whole: 7, not 7.00. */
export const points = ({ num, den, text }: Exact) => (den === 1 ? String(num) : text)

export const kindWord = (kind: Evidence['kind']) => (kind === 'outcome' ? '成效' : '过程')
