// Which layers a run of npm test takes, and the table of what came of each.

/**
 * What keeps a layer from running: '' for nothing. Words ask for the layers whose name holds one of them; without words all
 * are asked for but the heavy ones, which `--all` adds.
 */
export function keptFrom({ name, step, isHeavy }, args) {
  const words = args.filter((arg) => arg !== ALL)
  if (words.length > 0) return step || words.some((word) => name.includes(word)) ? '' : NOT_ASKED_FOR
  return isHeavy && !args.includes(ALL) ? LEFT_OUT : ''
}

const ALL = '--all'
const NOT_ASKED_FOR = 'not asked for'
const LEFT_OUT = 'left out'

/** The counts of a layer that was kept from running. What a plain run leaves out by itself is not skipped. */
export function unrun(note) {
  return { passed: 0, failed: 0, skipped: note === LEFT_OUT ? 0 : 1, note }
}

/** The table, its last lines, and whether the run is to fail; `isWatched` where somebody sees what was skipped. */
export function report(results, time, isWatched) {
  const sum = (key) => results.reduce((total, result) => total + result[key], 0)
  const [passed, failed, skipped] = [sum('passed'), sum('failed'), sum('skipped')]
  const row = (name, cells, time) => name.padEnd(30) + cells + time.padStart(10)
  const counts = (result) => [result.passed, result.failed, result.skipped].map((count) => String(count).padStart(8))
  const left = results.filter(({ note }) => note === LEFT_OUT).map(({ name }) => name)
  const lines = [
    row('layer', ['passed', 'failed', 'skipped'].map((word) => word.padStart(8)).join(''), 'time'),
    ...results.map((result) =>
      result.note === LEFT_OUT
        ? row(result.name, LEFT_OUT.padStart(24), '')
        : row(result.name, counts(result).join(''), result.time),
    ),
    row('all', ''.padStart(24), time),
    '',
    `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`,
    ...(left.length > 0 ? [`left out, run by npm test -- ${ALL}: ${left.join(', ')}`] : []),
    ...(skipped > 0 ? ['SKIPPED'] : []),
  ]
  // A run that skipped something is not a pass where nobody is watching.
  return { text: lines.join('\n'), hasFailed: failed > 0 || (skipped > 0 && !isWatched) }
}
