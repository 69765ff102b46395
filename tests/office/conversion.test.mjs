// Every form of every case, as LibreOffice opens and prints it: nothing is lost, nothing is taken for something else.
import assert from 'node:assert/strict'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import mammoth from 'mammoth'
import { dependentTexts, readReport, reportForms, textsOf, writeReport } from './documents.mjs'
import { dossiers } from './dossiers.mjs'
import { convert, runBasic, temporaryFolder } from './libreoffice.mjs'
import { bare, holds, pageSizes, pagesOfOnly, pageTexts, withoutMargins } from './pdf.mjs'
import { EVERY_SHEET, kept, sheetsOf, trimmed } from './workbook.mjs'

const KINDS = ['docx', 'xlsx']
const GOLDEN = new URL('pages.json', import.meta.url)
/** A row of a workbook cannot be higher than 409 points. A text that may need more is in its cell, but not all on paper. */
const HALF_A_PAGE = 200
const OVERVIEW = '说明'
const SCORES = '评分计算'

const folder = temporaryFolder('office')
const cases = dossiers()
const forms = reportForms()
/** The names of all reports; forms have no underscore in theirs. */
const names = Object.keys(cases).flatMap((name) => forms.map((form) => `${name}_${form}`))
const documents = new Map()
/** Width and height of every page, by the name of the PDF file. */
const pages = new Map()
let said
let formulas

before(async () => {
  for (const [name, dossier] of Object.entries(cases)) {
    for (const form of forms) {
      for (const kind of KINDS) await writeReport(dossier, form, report(`${name}_${form}`, kind))
      documents.set(`${name}_${form}`, readReport(dossier, form))
    }
  }

  const texts = names.map((name) => report(name, 'docx'))
  const workbooks = names.map((name) => report(name, 'xlsx'))
  const half = (rest) => workbooks.filter((_, index) => isPrinted('xlsx', names[index]) && index % 2 === rest)
  const opened = workbooks.map((file) => ['open', pathToFileURL(file)])
  // Calc takes far longer to print than Writer, so its work is in two parts, and comes first.
  const [first, second, docx, answers] = await inPairs([
    () => convert(half(0), 'pdf', printed('xlsx')),
    () => convert(half(1), 'pdf', printed('xlsx')),
    () => convert(texts, 'pdf', printed('docx')),
    () => runBasic(new URL('recalculation.bas', import.meta.url), opened),
    () => convert(workbooks, EVERY_SHEET, join(folder, 'csv')),
  ])
  said = { docx, xlsx: first + second }
  formulas = answers.filter(([answer]) => answer !== 'scores')
  for (const kind of KINDS) {
    const files = names.filter((name) => existsSync(printed(kind, name)))
    const sizes = await Promise.all(files.map((name) => pageSizes(printed(kind, name))))
    for (const [index, name] of files.entries()) pages.set(`${kind}/${name}`, sizes[index])
  }
})

test('every Word file opens in Writer and every workbook in Calc', () => {
  for (const [kind, filter] of [
    ['docx', 'writer_pdf_Export'],
    ['xlsx', 'calc_pdf_Export'],
  ]) {
    for (const name of names.filter((name) => isPrinted(kind, name))) {
      const line = said[kind].split('\n').find((line) => line.startsWith(`convert ${report(name, kind)} `))
      assert.ok(line?.endsWith(` using filter : ${filter}`), `${name}.${kind}: ${line}`)
      assert.ok(pages.get(`${kind}/${name}`)?.length > 0, `${name}.${kind} has no page`)
    }
  }
})

test('reports take about as many pages as they did', () => {
  const counts = Object.fromEntries([...pages].map(([name, sizes]) => [name, sizes.length]))
  if (process.env.BLESS) writeFileSync(GOLDEN, `${JSON.stringify(counts, null, 2)}\n`)
  const golden = JSON.parse(readFileSync(GOLDEN, 'utf8'))
  assert.deepEqual(Object.keys(counts), Object.keys(golden), 'BLESS=1 writes pages.json again')
  // Not to the page: the fonts are those of the machine.
  const changed = Object.entries(counts).filter(
    ([name, count]) => Math.abs(count - golden[name]) > Math.max(1, golden[name] / 10),
  )
  assert.deepEqual(
    changed.map(([name, count]) => `${name}: ${count}, not ${golden[name]}`),
    [],
    'BLESS=1 writes pages.json again',
  )
})

test('every page is A4, and on its side where the report is wide', () => {
  for (const [name, sizes] of pages) {
    const { isWide } = documents.get(name.split('/')[1])
    assert.deepEqual(sizes, Array(sizes.length).fill(isWide ? [842, 595] : [595, 842]), name)
  }
})

for (const name of Object.keys(cases)) {
  test(`every text of a report is on the pages of its Word file: ${name}`, async () => {
    await Promise.all(forms.map((form) => checkPages(`${name}_${form}`)))
  })

  test(`every text of a report is in its cell of its workbook: ${name}`, () => {
    for (const form of forms) checkSheets(`${name}_${form}`)
  })

  const workbooks = forms.map((form) => `${name}_${form}`).filter((name) => isPrinted('xlsx', name))
  if (workbooks.length === 0) continue
  test(`no printed workbook cuts off a text: ${name}`, () => Promise.all(workbooks.map(checkPrintedSheets)))
}

test('a reader of Word files that others wrote finds every text, in its order', async () => {
  for (const name of names) {
    const { value, messages } = await mammoth.extractRawText({ path: report(name, 'docx') })
    assert.deepEqual(
      messages.filter(({ type }) => type === 'error'),
      [],
      name,
    )
    const { title, blocks } = documents.get(name)
    let at = 0
    const read = bare(value)
    for (const text of [title, ...blocks.flatMap(textsOf)].map(bare)) {
      const found = read.indexOf(text, at)
      assert.ok(found >= 0, `${name}: ${text}`)
      at = found + text.length
    }
  }
})

test('no cell calculates but in the score sheet', () => {
  assert.deepEqual(formulas.pop(), ['done'])
  assert.equal(formulas.length, names.length)
  for (const [index, name] of names.entries()) {
    const [, scored, others] = formulas[index].map(Number)
    const sheet = documents.get(name).blocks.find(({ table }) => table?.name === SCORES)?.table
    assert.equal(others, 0, name)
    // A share and a score for each unit and the total; points are a formula where they are a fraction.
    const units = sheet ? sheet.rows.length - 1 : 0
    assert.ok(sheet ? scored > 2 * units && scored <= 3 * units + 1 : scored === 0, `${name}: ${scored} formulas`)
  }
})

async function checkPages(name) {
  const { title, head, foot, blocks } = documents.get(name)
  const readings = withoutMargins(await pageTexts(printed('docx', name)), bare(head), bare(foot))
  assert.ok(readings, `${name}: a page without its head, its foot or its number`)
  // A cell of more than a page may end wherever it does: nothing can be kept with it.
  if (!name.startsWith('hostile')) {
    assert.deepEqual(pagesOfOnly(readings, dependentTexts({ title, blocks }).map(bare)), [], `${name}: alone on a page`)
  }
  const texts = [title, ...blocks.flatMap(textsOf)].map(bare)
  const lost = [...new Set(texts)].filter((text) => !holds(readings, text))
  assert.deepEqual(lost, [], `${name}: not on its pages`)
}

function checkSheets(name) {
  const { title, head, foot, blocks } = documents.get(name)
  const sheets = sheetsOf(join(folder, 'csv'), name)
  const tables = blocks.flatMap(({ table }) => (table?.columns.length > 0 ? [table] : []))
  assert.equal(sheets.size, tables.length + 1, name)

  const overview = sheets.get(OVERVIEW)
  const isPointer = ([text]) => text.startsWith('见工作表“')
  assert.equal(overview.filter(isPointer).length, tables.length, name)
  const said = [title, head, ...blocks.flatMap(overviewOf), foot].map(kept).filter((text) => text !== '')
  assert.deepEqual(
    overview.filter((row) => !isPointer(row)),
    said.map((text) => [text]),
    name,
  )

  sheets.delete(OVERVIEW)
  const left = [...sheets.values()]
  for (const table of tables) {
    const labels = table.columns.map(({ label }) => label)
    const header = labels.some((label) => label !== '') ? [labels] : []
    const expected = trimmed([...header, ...table.rows].map((row) => row.map(kept)))
    const at = left.findIndex((rows) => sameRows(rows, expected))
    // Sheets of the same name have a number behind it: any of them may be the one, and this is to show what differs.
    if (at < 0) assert.deepEqual(sheets.get(table.name) ?? left, expected, `${name}: ${table.name}`)
    left.splice(at, 1)
  }
}

async function checkPrintedSheets(name) {
  const { title, blocks } = documents.get(name)
  const readings = await pageTexts(printed('xlsx', name))
  const cells = blocks.flatMap(({ table }) => table?.rows.flat() ?? [])
  const texts = [title, ...blocks.flatMap(overviewOf), ...cells].filter((text) => text.length <= HALF_A_PAGE)
  const lost = [...new Set(texts.map(bare))].filter((text) => !holds(readings, text))
  assert.deepEqual(lost, [], `${name}: not on its pages`)
}

function overviewOf({ heading, facts = [], result, paragraph, note, picture, signature = [] }) {
  return [heading, ...facts, result, paragraph, note, picture?.alt, ...signature].filter((text) => text !== undefined)
}

function sameRows(rows, expected) {
  const isSame = (row, other = []) => row.length === other.length && row.every((cell, at) => cell === other[at])
  return rows.length === expected.length && rows.every((row, index) => isSame(row, expected[index]))
}

/** Calc takes by far the longest to print: it prints what it could get wrong. What all workbooks hold is looked at anyhow. */
function isPrinted(kind, name) {
  return kind === 'docx' || !/^empty-|^hostile-.*_dossier$/.test(name)
}

function report(name, kind) {
  return join(folder, `${name}.${kind}`)
}

/** The PDF file of a report, or the folder of all. */
function printed(kind, name) {
  return join(folder, `pdf-${kind}`, name ? `${name}.pdf` : '')
}

/** Does all the work, two pieces at a time. */
async function inPairs(work) {
  const results = []
  const left = [...work.entries()]
  const worker = async () => {
    for (let next = left.shift(); next; next = left.shift()) results[next[0]] = await next[1]()
  }
  await Promise.all([worker(), worker()])
  return results
}
