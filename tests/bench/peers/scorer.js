// The score of an association as one would write it by hand in JavaScript for this table alone: in floats, with nothing
// exact, nothing derived, no findings, and one short sentence a unit. What is the least that the work can cost.

export function make({ indicators, scheme, assessment }) {
  const model = read(indicators, scheme)
  return () => score(assessment, model)
}

/** Table A.1 and a scheme, in the shape that is read fastest. */
function read({ primary }, scheme) {
  const weights = new Map(scheme.weights.map(({ code, weight }) => [code, Number(weight)]))
  const table = primary.flatMap((a) =>
    a.secondary.flatMap((b) =>
      b.indicators.map((c) => ({
        a: a.code,
        b: b.code,
        code: c.code,
        weight: weights.get(c.code),
        units: c.units.map(({ code }) => code),
      })),
    ),
  )
  return {
    table,
    percents: scheme.levels.map(({ percent }) => Number(percent) / 100),
    gates: scheme.evidenceGate,
    grades: scheme.grades.map(({ code, name, from }) => ({ code, name, from: Number(from) })),
    floor: scheme.floor,
  }
}

function score({ units: answers, evidence: shared = [] }, { table, percents, gates, grades, floor }) {
  const sharedById = new Map(shared.map((evidence) => [evidence.id, evidence]))
  const marked = table.map((indicator) => {
    const units = indicator.units.map((code) => mark(code, answers[code], sharedById, gates))
    const live = units.filter(({ applies }) => applies)
    return { ...indicator, units, live, effective: live.length > 0 ? indicator.weight : 0 }
  })
  spread(marked)

  const [a, b, c] = [{}, {}, {}]
  const sentences = []
  let total = 0
  let missing = 0
  for (const { code, a: ofA, b: ofB, units, live, effective } of marked) {
    const points = live.length > 0 ? effective / live.length : 0
    let sum = 0
    for (const unit of units) {
      const earned = unit.isAnswered ? points * percents[unit.granted] : 0
      sum += earned
      if (unit.applies && !unit.isAnswered) missing++
      sentences.push({ code: unit.code, score: earned, sentence: sentence(unit, earned) })
    }
    total += sum
    a[ofA] = (a[ofA] ?? 0) + sum
    b[ofB] = (b[ofB] ?? 0) + sum
    c[code] = sum
  }
  const grade = missing > 0 ? null : gradeOf(total, marked, grades, floor)
  return { total, primary: a, secondary: b, indicators: c, grade, missing, units: sentences }
}

function mark(code, answer, sharedById, gates) {
  if (!answer || (answer.level === null && !answer.notApplicable)) return unit(code, true, false, 0, 0)
  if (answer.notApplicable) return unit(code, false, false, 0, 0)
  const pieces = new Set(answer.evidence.map((piece) => (typeof piece === 'string' ? sharedById.get(piece) : piece)))
  const dates = new Set()
  let [titled, outcomes] = [0, 0]
  for (const { title, date, kind } of pieces) {
    if (!title.trim()) continue
    titled++
    if (date) dates.add(date)
    if (kind === 'outcome') outcomes++
  }
  const isClosed = (gate) =>
    gate.level <= answer.level && (titled < gate.pieces || dates.size < gate.dates || outcomes < gate.outcomes)
  const closed = gates.find(isClosed)
  return unit(code, true, true, answer.level, closed ? closed.level - 1 : answer.level)
}

function unit(code, applies, isAnswered, claimed, granted) {
  return { code, applies, isAnswered, claimed, granted }
}

/** The weight of what does not apply goes to its neighbours, the nearest that there are. */
function spread(marked) {
  const isLive = ({ live }) => live.length > 0
  for (const dead of marked.filter((indicator) => !isLive(indicator))) {
    const live = marked.filter(isLive)
    const nearest = [live.filter(({ b }) => b === dead.b), live.filter(({ a }) => a === dead.a), live]
    const heirs = nearest.find((group) => group.length > 0) ?? []
    const sum = heirs.reduce((total, { weight }) => total + weight, 0)
    for (const heir of heirs) heir.effective += (dead.weight * heir.weight) / sum
  }
}

function gradeOf(total, marked, grades, floor) {
  const reached = grades.findIndex(({ from }) => total >= from)
  const atZero = ({ code, live }) => floor.indicators.includes(code) && live.every(({ granted }) => granted === 0)
  const lowest = floor && marked.some(atZero) ? grades.findIndex(({ code }) => code === floor.atMost) : 0
  return grades[Math.max(reached, lowest)]
}

function sentence({ code, applies, isAnswered, claimed, granted }, earned) {
  if (!applies) return `${code} 不适用，不进分母。`
  if (!isAnswered) return `${code} 未评，暂按 0 计。`
  if (granted < claimed) return `${code} 自报 L${claimed}，证据只够 L${granted}，得 ${earned.toFixed(2)} 分。`
  return `${code} L${granted}，得 ${earned.toFixed(2)} 分。`
}
