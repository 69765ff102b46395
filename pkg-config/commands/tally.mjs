// Counts tests from what the test programs print. A program that fails without naming a failed test counts as one; one
// that passes without having run anything has failed, since a layer that tests nothing would go unnoticed.

export function oneCheck(ok) {
  return ok ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 }
}

export function cargoTests(ok, output) {
  const results = plain(output).matchAll(/^test result: .* (\d+) passed; (\d+) failed; (\d+) ignored/gm)
  return tally(
    ok,
    [...results].map((match) => match.slice(1).map(Number)),
  )
}

export function nodeTests(ok, output) {
  return tally(ok, [['pass', 'fail', 'skipped'].map((word) => count(output, new RegExp(`^ℹ ${word} (\\d+)`, 'm')))])
}

export function playwrightTests(ok, output) {
  const word = (name) => count(output, new RegExp(`^ +(\\d+) ${name}`, 'm'))
  return tally(ok, [[word('passed'), word('failed') + word('flaky'), word('skipped') + word('did not run')]])
}

function tally(ok, rows) {
  const [passed, failed, skipped] = [0, 1, 2].map((column) => rows.reduce((sum, row) => sum + row[column], 0))
  const isEmpty = passed + failed + skipped === 0
  return {
    passed,
    failed: failed === 0 && (!ok || isEmpty) ? 1 : failed,
    skipped,
    note: isEmpty ? 'no test ran' : undefined,
  }
}

function count(output, pattern) {
  return Number(plain(output).match(pattern)?.[1] ?? 0)
}

function plain(output) {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the colour codes of a terminal begin with one
  return output.replaceAll(/\u001b\[[\d;]*m/g, '')
}
