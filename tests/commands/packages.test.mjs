// What the repository promises of Node holds for every package that it installs; npm would begin every installation with
// warnings where one asks for more.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { root } from '../../pkg-config/assemble/paths.mjs'

const read = (file) => JSON.parse(readFileSync(root + file, 'utf8'))

test('every package runs on the oldest Node that is promised', () => {
  const oldest = read('package.json').engines.node.replace('>=', '')
  const locked = ['package-lock.json', 'tests/bench/package-lock.json'].flatMap((lock) =>
    Object.entries(read(lock).packages),
  )
  const asking = locked.filter(([, { engines }]) => engines?.node)
  assert.ok(asking.length > 20)
  const broken = asking.map(([name, { engines }]) => [name, engines.node]).filter(([, range]) => !takes(range, oldest))
  assert.deepEqual(broken, [])
})

test('a range is read as npm reads it', () => {
  for (const range of ['>=18', '>= 20.19', '^20.19.0 || >=22.12.0', '^18 || ^20.3.1'])
    assert.ok(takes(range, '20.19'), range)
  for (const range of ['^22.18.0 || >=24.11.0', '>= 22.22', '>=20.19.1', '^18.1', '^20.20'])
    assert.ok(!takes(range, '20.19'), range)
})

/** A form of range that no package has had so far takes nothing, so that somebody looks at it. */
function takes(range, version) {
  return range.split('||').some((part) => {
    const [, sign, least] = part.trim().match(/^(>=|\^) *([\d.]+)$/) ?? []
    if (!least) return false
    const [asked, given] = [least, version].map((text) => text.split('.').map(Number))
    return rank(asked) <= rank(given) && (sign === '>=' || asked[0] === given[0])
  })
}

function rank([major, minor = 0, patch = 0]) {
  return (major * 1000 + minor) * 1000 + patch
}
