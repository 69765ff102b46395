/**
 * Evidence of a unit: either its own entry, or the id of one in the shared list. New evidence goes to the shared
 * list, so that one document can stand for several units.
 */
import type { Evidence, SelfAssessment } from 'quality-selfcheck'
import { assessment, editUnit } from './assessment'

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
  for (const [code, answer] of Object.entries(assessment.value.units)) {
    for (const entry of answer?.evidence ?? []) {
      const evidence = typeof entry === 'string' ? shared(assessment.value, entry) : entry
      if (!evidence) continue
      const key = keyOf(evidence)
      const known = found.get(key) ?? { key, evidence, usedBy: [] }
      if (!known.usedBy.includes(code)) known.usedBy.push(code)
      found.set(key, known)
    }
  }
  return [...found.values()].filter(({ usedBy }) => !usedBy.includes(unit))
}

export function addEvidence(unit: string, evidence: Evidence): void {
  editUnit(unit, (answer, whole) => {
    const id = freeId(whole)
    whole.evidence = [...(whole.evidence ?? []), { ...evidence, id }]
    answer.evidence = [...(answer.evidence ?? []), id]
  })
}

export function reuseEvidence(unit: string, key: string): void {
  editUnit(unit, (answer, whole) => {
    answer.evidence = [...(answer.evidence ?? []), share(whole, key)]
  })
}

export function changeEvidence(unit: string, index: number, evidence: Evidence): void {
  editUnit(unit, (answer, whole) => {
    const entry = answer.evidence?.[index]
    if (typeof entry === 'string')
      whole.evidence = whole.evidence?.map((e) => (e.id === entry ? { ...evidence, id: entry } : e))
    else if (answer.evidence) answer.evidence[index] = evidence
  })
}

/** Takes the evidence from this unit. A shared entry nobody uses any more goes too. */
export function removeEvidence(unit: string, index: number): void {
  editUnit(unit, (answer, whole) => {
    const [removed] = answer.evidence?.splice(index, 1) ?? []
    const used = Object.values(whole.units).some((u) => u?.evidence?.some((e) => e === removed))
    if (typeof removed === 'string' && !used) whole.evidence = whole.evidence?.filter((e) => e.id !== removed)
  })
}

/** How many units stand on the same entry. */
export function usersOf(evidence: Evidence): number {
  if (!evidence.id) return 1
  return Object.values(assessment.value.units).filter((u) => u?.evidence?.includes(evidence.id as string)).length
}

const shared = (whole: SelfAssessment, id: string) => whole.evidence?.find((e) => e.id === id)
const keyOf = (evidence: Evidence) => evidence.id ?? `${evidence.title}|${evidence.date ?? ''}|${evidence.kind}`

/** The id of the entry, after making it shared where it was a unit's own. */
function share(whole: SelfAssessment, key: string): string {
  if (shared(whole, key)) return key
  const id = freeId(whole)
  for (const answer of Object.values(whole.units)) {
    answer?.evidence?.forEach((entry, i, list) => {
      if (typeof entry === 'string' || keyOf(entry) !== key) return
      if (!shared(whole, id)) whole.evidence = [...(whole.evidence ?? []), { ...entry, id }]
      list[i] = id
    })
  }
  return id
}

function freeId(whole: SelfAssessment): string {
  const taken = new Set(whole.evidence?.map((e) => e.id))
  let n = taken.size + 1
  while (taken.has(`E${n}`)) n += 1
  return `E${n}`
}
