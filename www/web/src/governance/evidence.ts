/**
 * Evidence of a unit: either its own entry, or the id of one in the shared list. New evidence goes to the shared
 * list, so that one document can stand for several units.
 */
import type { Evidence, PatchOperation, SelfAssessment } from 'quality-selfcheck'
import { edit } from '../cases/open-case'
import { answerOf, assessment, placeOf, setting } from './assessment'

/** Where the list stands that units share. */
const SHARED = '/governance/assessment/evidence'

export interface EvidenceOfUnit {
  index: number
  evidence: Evidence
}

export function evidenceOf(unit: string): EvidenceOfUnit[] {
  return (assessment.value.units[unit]?.evidence ?? []).flatMap((entry, index) => {
    const evidence = typeof entry === 'string' ? shared(assessment.value, entry) : entry
    return evidence ? [{ index, evidence }] : []
  })
}

/** Everything already entered that this unit does not use yet. */
export function reusable(unit: string): { key: string; evidence: Evidence; usedBy: string[] }[] {
  const found = new Map<string, { key: string; evidence: Evidence; usedBy: string[] }>()
  for (const code of Object.keys(assessment.value.units)) {
    for (const { evidence } of evidenceOf(code)) {
      const key = keyOf(evidence)
      const usedBy = found.get(key)?.usedBy ?? []
      found.set(key, { key, evidence, usedBy: [...new Set([...usedBy, code])] })
    }
  }
  return [...found.values()].filter(({ usedBy }) => !usedBy.includes(unit))
}

export function addEvidence(unit: string, evidence: Evidence): void {
  const id = freeId()
  edit([...adding(unit, id), { op: 'add', path: `${SHARED}/-`, value: { ...evidence, id } }])
}

export function reuseEvidence(unit: string, key: string): void {
  const [id, sharing] = share(key)
  edit([...adding(unit, id), ...sharing])
}

export function changeEvidence(unit: string, index: number, evidence: Evidence): void {
  const entry = answerOf(unit).evidence?.[index]
  if (typeof entry !== 'string') {
    edit([{ op: 'replace', path: `${placeOf(unit)}/evidence/${index}`, value: evidence }])
    return
  }
  const place = (assessment.value.evidence ?? []).findIndex((e) => e.id === entry)
  edit([{ op: 'replace', path: `${SHARED}/${place}`, value: { ...evidence, id: entry } }])
}

/** Takes the evidence from this unit. A shared entry nobody uses any more goes too. */
export function removeEvidence(unit: string, index: number): void {
  const entry = answerOf(unit).evidence?.[index]
  const patch: PatchOperation[] = [{ op: 'remove', path: `${placeOf(unit)}/evidence/${index}` }]
  const uses = Object.values(assessment.value.units)
    .flatMap((u) => u?.evidence ?? [])
    .filter((e) => e === entry)
  const place = (assessment.value.evidence ?? []).findIndex((e) => e.id === entry)
  if (uses.length === 1 && place >= 0) patch.push({ op: 'remove', path: `${SHARED}/${place}` })
  edit(patch)
}

/** How many units stand on the same entry. */
export function usersOf(evidence: Evidence): number {
  if (!evidence.id) return 1
  return Object.values(assessment.value.units).filter((u) => u?.evidence?.includes(evidence.id as string)).length
}

const shared = (whole: SelfAssessment, id: string) => whole.evidence?.find((e) => e.id === id)
const keyOf = (evidence: Evidence) => evidence.id ?? `${evidence.title}|${evidence.date ?? ''}|${evidence.kind}`

/** What gives a unit one more piece: the place of the unit first, which names the change. */
function adding(unit: string, id: string): PatchOperation[] {
  return setting(unit, { evidence: [...(answerOf(unit).evidence ?? []), id] })
}

/** The id of the entry, and what makes it shared where it is a unit's own. */
function share(key: string): [string, PatchOperation[]] {
  if (shared(assessment.value, key)) return [key, []]
  const id = freeId()
  const own: [string, Evidence][] = []
  for (const [code, answer] of Object.entries(assessment.value.units)) {
    answer?.evidence?.forEach((entry, index) => {
      if (typeof entry !== 'string' && keyOf(entry) === key) own.push([`${placeOf(code)}/evidence/${index}`, entry])
    })
  }
  const replacing: PatchOperation[] = own.map(([path]) => ({ op: 'replace', path, value: id }))
  const piece = own[0]?.[1]
  return [id, [...replacing, { op: 'add', path: `${SHARED}/-`, value: { ...piece, id } }]]
}

function freeId(): string {
  const taken = new Set(assessment.value.evidence?.map((e) => e.id))
  let n = taken.size + 1
  while (taken.has(`E${n}`)) n += 1
  return `E${n}`
}
