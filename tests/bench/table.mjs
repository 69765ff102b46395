// Measurements as Markdown.

/** Rows of cells below a line of headings; all columns but the first `left` hold numbers. */
export function table(headings, rows, left = 1) {
  const rule = headings.map((_, column) => (column < left ? '---' : '---:'))
  const padded = (cells) => headings.map((_, column) => cells[column] ?? '')
  return [headings, rule, ...rows].map((cells) => `| ${padded(cells).join(' | ')} |`).join('\n')
}

/**
 * A row for each candidate: `{ work, by, times }` in milliseconds. The last two columns say how many times as long as this
 * candidate `ours` takes at the same work.
 */
export function timesTable(results, ours) {
  const rows = results.map(({ work, by, times }, index) => {
    const reference = results.find((other) => other.work === work && other.by === ours)
    const isNew = results[index - 1]?.work !== work
    const [least, lower, middle, upper] = [0, 0.25, 0.5, 0.75].map((share) => time(quantile(times, share)))
    const compared = by === ours || !reference ? [] : ratios(reference.times, times)
    return [isNew ? work : '', by, middle, `${lower} – ${upper}`, least, ...compared.map(factor)]
  })
  return table(['work', 'by', 'median', 'quartiles', 'least', `${ours} takes`, 'by the least'], rows, 2)
}

export function quantile(values, share) {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.round((sorted.length - 1) * share)]
}

/** `12 ×`, or `1/12` where it is less than one. */
export function factor(ratio) {
  const text = (number) => (number >= 9.95 ? number.toFixed(0) : number.toFixed(1))
  return ratio >= 0.95 ? `${text(ratio)} ×` : `1/${text(1 / ratio)}`
}

export function whole(number) {
  return Math.round(number).toLocaleString('en')
}

/** Round by round, for what else the machine does falls on both; and where it is busy, the least is what can be trusted. */
function ratios(ours, theirs) {
  const pairs = ours.map((time, round) => time / theirs[round])
  return [quantile(pairs, 0.5), Math.min(...ours) / Math.min(...theirs)]
}

function time(milliseconds) {
  const [number, unit] = milliseconds < 1 ? [milliseconds * 1000, 'µs'] : [milliseconds, 'ms']
  return `${number < 100 ? number.toPrecision(3) : number.toFixed(0)} ${unit}`
}
