// An association goes from an empty file to comparison, path, sensitivity and the report of its members, through the package; the
// command line says the same. In a browser members' files are summarised in lots, as a page does it.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, suite, test } from 'node:test'
import { chromium } from '@playwright/test'
import { findBrowser } from '../../pkg-config/commands/browser.mjs'
import { serve } from '../../pkg-config/commands/serve.mjs'
import { member } from '../members.mjs'
import { installed, loadInstalled, root } from './installed.mjs'

const TODAY = '2026-07-06'
const sample = JSON.parse(readFileSync(`${root}www/web/src/samples/association.json`, 'utf8'))
const core = await loadInstalled()
const folder = mkdtempSync(join(tmpdir(), 'quality-selfcheck-association-'))
after(() => rmSync(folder, { recursive: true, force: true }))

execFileSync('cargo', ['build', '--quiet', '--locked', '--all-features'], { cwd: root, stdio: 'inherit' })
const commandLine = (...args) => execFileSync(`${root}target/debug/quality-selfcheck`, args, { encoding: 'utf8' })

/** Units of table A.1 and items of the framework, as the content has them. */
const units = core
  .governanceIndicators()
  .primary.flatMap((a) => a.secondary)
  .flatMap((b) => b.indicators)
  .flatMap((c) => c.units)
const items = core
  .frameworkClauses()
  .areas.flatMap((area) => area.lists)
  .flatMap((list) => list.items)

suite('from an empty file', () => {
  const last = sample.snapshots[0].dossier.governance
  let file = {
    format: 'quality-selfcheck',
    version: '3.0',
    kind: 'association',
    id: 'journey',
    title: '示例：从空文件开始',
    governance: { assessment: { units: {} } },
  }

  test('the list of evidence to gather comes first', () => {
    const list = core.evidenceList({ assessment: file.governance.assessment })
    assert.equal(list.units.length, units.length)
    assert.deepEqual(list.pieces, [])
    for (const unit of list.units) assert.ok(unit.records.length && unit.outcomes.length && unit.short, unit.unit)
  })

  test('a year is scored, checked against the framework and ended', () => {
    file.governance = { ...last, assessment: last.assessment }
    assert.equal(core.scoreGovernance({ assessment: last.assessment }).total.text, '53.4')
    const { counts } = core.frameworkProgress({ answers: last.framework, assessment: last.assessment })
    // What the draft says without a letter was not asked then.
    assert.equal(counts.inPlace + counts.partly + counts.notInPlace, Object.keys(last.framework).length)
    assert.equal(counts.blank, items.length - Object.keys(last.framework).length)
    file = core.startPeriod({
      dossier: file,
      label: '2025',
      today: '2026-01-08',
      periodFrom: '2025-01-01',
      periodTo: '2025-12-31',
    })
    assert.equal(Object.keys(file.earlier.units).length, units.length)
    assert.deepEqual(file.governance.assessment.units, {})
  })

  test('the next year is compared with it', () => {
    file.governance.assessment = sample.governance.assessment
    const comparison = core.comparePeriods({ dossier: file, before: '2025' })
    assert.deepEqual([comparison.before.total.text, comparison.after.total.text], ['53.4', '68.7'])
    assert.deepEqual(
      comparison.causes.map(({ cause, change }) => [cause, change.text]),
      [
        ['answers', '15.25'],
        ['content', '0.00'],
        ['scheme', '0.00'],
      ],
    )
    const { text } = core.writeDossier({ dossier: file, format: 'html' })
    writeFileSync(join(folder, 'file.html'), text)
    assert.ok(commandLine('compare', join(folder, 'file.html')).includes(comparison.summary))
    assert.equal(core.verifyDossier({ dossier: core.readDossier({ text }).dossier }).ok, true)
  })

  test('the way on and the weight of the weights are the same at every door', () => {
    const { assessment } = sample.governance
    const path = core.improvementPath({ assessment })
    const sensitivity = core.weightSensitivity({ assessment })
    const improved = commandLine('improve', join(folder, 'file.html'))
    assert.ok(improved.includes(path.summary) && improved.includes(sensitivity.summary), improved)
    assert.deepEqual([path.fewest.steps, path.fewest.grade.code], [5, 'good'])
    assert.equal(sensitivity.gradeChanges, false)
  })

  test('two assessors are laid side by side', () => {
    const { assessment } = sample.governance
    const { differences, compared } = core.compareAssessors({
      assessments: [
        { view: 'self', assessment },
        { view: 'expert', by: '示例专家', assessment: last.assessment },
      ],
    })
    assert.equal(compared, 30)
    assert.equal(differences.length, 18)
  })

  test('the files of 50 members, in lots, are what the command line makes of them at once', () => {
    const files = numbered(50)
    for (const [index, content] of files.entries()) {
      writeFileSync(join(folder, `member-${index}.json`), JSON.stringify(content))
    }
    const parts = [files.slice(30), files.slice(0, 17), files.slice(17, 30)].map(
      (dossiers) => core.summariseIndustry({ dossiers, today: TODAY }).part,
    )
    const { part, overview } = core.mergeSummaries({ parts, asked: 60 })
    const target = join(folder, 'part.txt')
    const names = files.map((_, index) => join(folder, `member-${index}.json`))
    const report = commandLine('industry', ...names, '--asked', '60', '--today', TODAY, '--part', target)
    assert.deepEqual(part, JSON.parse(readFileSync(target, 'utf8')))
    assert.ok(report.includes(overview.summary), report)
    assert.deepEqual(
      overview.suggestions.map(({ assistanceType }) => assistanceType),
      ['T4', 'T5'],
    )
    // What is handed on names no number of one or two.
    const shown = core.anonymiseSummary({ part, asked: 60 })
    const cells = shown.tables.flatMap((table) => table.rows.flatMap((row) => row.cells))
    assert.ok(cells.includes(null) && cells.every((cell) => cell === null || cell === 0 || cell > 2))
    // It may stand for two units of the association's own assessment.
    assert.deepEqual(
      shown.evidence.map(({ unit }) => unit),
      ['C10.1', 'C15.1'],
    )
  })
})

const executablePath = findBrowser()
suite('in a browser', { skip: executablePath ? false : 'no Chrome or Chromium' }, () => {
  test('300 members in lots are what Node makes of them at once', async () => {
    const site = join(folder, 'site')
    cpSync(installed, site, { recursive: true })
    cpSync(`${root}tests/members.mjs`, join(site, 'members.mjs'))
    writeFileSync(join(site, 'index.html'), '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">')
    const server = await serve(site)
    const browser = await chromium.launch({ executablePath })
    try {
      const page = await browser.newPage()
      await page.goto(server.address)
      const part = await page.evaluate(async (today) => {
        const { load } = await import('./index.js')
        const { member } = await import('./members.mjs')
        const core = await load({ with: ['review'] })
        let part
        for (let first = 1; first <= 300; first += 50) {
          const dossiers = Array.from({ length: 50 }, (_, index) => member(first + index))
          const parts = [core.summariseIndustry({ dossiers, today }).part, ...(part ? [part] : [])]
          part = core.mergeSummaries({ parts }).part
        }
        return part
      }, TODAY)
      assert.deepEqual(part, core.summariseIndustry({ dossiers: numbered(300), today: TODAY }).part)
    } finally {
      await browser.close()
      await server.close()
    }
  })
})

function numbered(count) {
  return Array.from({ length: count }, (_, index) => member(index + 1))
}
