// Self-assessments by chance, the same ones every time.
const REASON = '成员企业均为内销，近三年没有这项业务'
/** What the gates of the built-in schemes ask for each level. */
const ENOUGH = [
  [],
  [],
  [{ title: '记录', date: '2026-01-05', kind: 'record' }],
  [
    { title: '记录', date: '2026-01-05', kind: 'record' },
    { title: '另一天的记录', date: '2026-03-09', kind: 'record' },
  ],
  [
    { title: '记录', date: '2026-01-05', kind: 'record' },
    { title: '成效', date: '2026-03-09', kind: 'outcome' },
  ],
]

/** In the place of a level: nobody has answered. A workbook has an empty cell there. */
export const OPEN = '-'

/** Makes a source of whole numbers below the one that it is asked for. */
export function chance(seed) {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

/**
 * An assessment of the given units: in some, much does not apply, in some, much is open. `mayNotApply` are the codes of units
 * that the scheme lets go; where another claims that it does not apply, the core does not believe it.
 */
export function anyAssessment(codes, mayNotApply, pick) {
  const [outOfTen, openOfTen] = [pick(11), pick(6)]
  const units = {}
  for (const code of codes) {
    if (mayNotApply.includes(code) ? pick(10) < outOfTen : pick(40) === 0) units[code] = { notApplicable: REASON }
    else if (pick(10) >= openOfTen) units[code] = { level: pick(5), evidence: ENOUGH[pick(5)] }
  }
  return { units, evidence: [] }
}

/** The same with levels that the evidence bears, in the order of the codes. */
export function withLevels(assessment, codes, levels) {
  const answer = (level) => (level === OPEN ? null : { level, evidence: ENOUGH[level] })
  const answered = codes.map((code, index) => [code, answer(levels[index])])
  return { ...assessment, units: { ...assessment.units, ...Object.fromEntries(answered) } }
}
