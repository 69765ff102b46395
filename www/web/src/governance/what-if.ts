/** 如果做到: the assessment with some units one step up and the evidence that step needs. Only the core scores it. */
import type { Evidence, Scheme, SelfAssessment } from 'quality-selfcheck'

export interface Step {
  unit: string
  next: number
}

export function withSteps(assessment: SelfAssessment, steps: Step[], scheme: Scheme): SelfAssessment {
  const units = { ...assessment.units }
  for (const { unit, next } of steps) {
    const answer = units[unit] ?? {}
    units[unit] = {
      ...answer,
      notApplicable: null,
      level: Math.max(answer.level ?? 0, next) as 0 | 1 | 2 | 3 | 4,
      evidence: [...(answer.evidence ?? []), ...supposed(unit, next, scheme)],
    }
  }
  return { ...assessment, units }
}

/** As much evidence as the scheme asks for at that level, each of another day. */
function supposed(unit: string, level: number, scheme: Scheme): Evidence[] {
  const gates = scheme.evidenceGate.filter((gate) => gate.level <= level)
  const most = (pick: (gate: (typeof gates)[number]) => number) => Math.max(0, ...gates.map(pick))
  const outcomes = most((gate) => gate.outcomes)
  const pieces = Math.max(
    most((gate) => gate.pieces),
    most((gate) => gate.dates),
    outcomes,
  )
  return Array.from({ length: pieces }, (_, i) => ({
    title: `${unit} 补充证据 ${i + 1}`,
    date: `2000-01-${String(i + 1).padStart(2, '0')}`,
    kind: i < outcomes ? 'outcome' : 'record',
  }))
}
