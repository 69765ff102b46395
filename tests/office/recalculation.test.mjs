// The score sheet calculates: whatever the levels, LibreOffice comes to the total that the core has, exactly.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { load } from '../../target/npm/node.js'
import { anyAssessment, chance, OPEN, withLevels } from './assessments.mjs'
import { writeReport } from './documents.mjs'
import { runBasic, temporaryFolder } from './libreoffice.mjs'

const WORKBOOKS = 45
const TRIES = 25
const core = await load({ with: ['review', 'documents'] })
const { schemes } = core.governanceSchemes({})
const pick = chance(20_260_710)
const folder = temporaryFolder('scores')
/** What is asked of LibreOffice, and what it is to answer: { line, card } of the core, in order. */
const asked = []
let answers

before(async () => {
  const codes = core.scoreGovernance({ assessment: { units: {}, evidence: [] } }).units.map(({ code }) => code)
  for (let number = 0; number < WORKBOOKS; number += 1) {
    const scheme = schemes[number % schemes.length]
    const assessment = anyAssessment(codes, scheme.notApplicable.units, pick)
    const scored = (assessment) => core.scoreGovernance({ assessment, scheme: scheme.id })
    const file = join(folder, `${number}.xlsx`)
    await writeReport(association(assessment, scheme.id), 'governance', file)
    const card = scored(assessment)
    asked.push({ line: ['open', pathToFileURL(file)], card, scheme: scheme.id })

    const applicable = card.units.filter(({ state }) => state !== 'not-applicable').map(({ code }) => code)
    let levels = []
    for (let count = 0; count <= TRIES; count += 1) {
      // Now and then a level is taken out again. The last time, one level only is another.
      if (count < TRIES) levels = applicable.map(() => (pick(12) === 0 ? OPEN : pick(5)))
      else levels = [levels[0] === OPEN ? 4 : (levels[0] + 1) % 5, ...levels.slice(1)]
      asked.push({ line: ['levels', ...levels], card: scored(withLevels(assessment, applicable, levels)) })
    }
  }
  const lines = asked.map(({ line }) => line)
  answers = await runBasic(new URL('recalculation.bas', import.meta.url), lines)
  assert.deepEqual(answers.pop(), ['done'])
  answers = answers.filter(([answer]) => answer === 'scores')
  assert.equal(answers.length, asked.length)
})

test('the workbooks are of every shape', () => {
  const opened = asked.filter(({ scheme }) => scheme)
  const units = opened.flatMap(({ card }) => card.units)
  assert.deepEqual(new Set(opened.map(({ scheme }) => scheme)), new Set(schemes.map(({ id }) => id)))
  assert.ok(opened.some(({ card }) => card.notApplicable === 0))
  assert.ok(opened.some(({ card }) => card.notApplicable > 4))
  for (const state of ['answered', 'unanswered', 'not-applicable'])
    assert.ok(units.some((unit) => unit.state === state))
  assert.ok(units.some(({ claimed, granted }) => granted < claimed))
  assert.ok(units.some(({ effectiveWeight }) => ![1, 2, 4, 5, 8].includes(effectiveWeight.den)))
})

test('a workbook that is opened and calculated has the total of the core, and the score of every unit', () => {
  const opened = asked.flatMap(({ scheme }, index) => (scheme ? [index] : []))
  assert.equal(opened.length, WORKBOOKS)
  for (const index of opened) checkScores(index)
})

test('whatever levels are put into it, or taken out, its total is that of the core', () => {
  const changed = asked.flatMap(({ scheme }, index) => (scheme ? [] : [index]))
  assert.ok(changed.length >= 1_000)
  for (const index of changed) checkScores(index)
})

test('a single level changes the total', () => {
  for (const [index, { scheme }] of asked.entries()) {
    const isLast = index > 0 && (scheme || index === asked.length - 1)
    if (!isLast) continue
    const last = scheme ? index - 1 : index
    assert.notEqual(answers[last][1], answers[last - 1][1], `${asked[last].line}`)
  }
})

function checkScores(index) {
  const { line, card } = asked[index]
  const [, total, shown, ...scores] = answers[index]
  const said = `${line.join(' ')}, ${card.scheme.name}`
  checkExact(total, card.total, `the total at ${said}`)
  assert.equal(shown, card.total.text, `the total as it is shown at ${said}`)
  const units = card.units.filter(({ state }) => state !== 'not-applicable')
  assert.equal(scores.length, units.length, said)
  for (const [at, { code, score }] of units.entries()) checkExact(scores[at], score, `${code} at ${said}`)
}

function checkExact(calculated, { num, den }, said) {
  const difference = Math.abs(Number(calculated) - num / den)
  assert.ok(difference < 1e-9, `${said}: ${calculated}, not ${num}/${den}`)
}

function association(assessment, scheme) {
  const governance = { assessment, scheme }
  return { format: 'quality-selfcheck', version: '2.0', kind: 'association', id: 'a', title: '协会', governance }
}
