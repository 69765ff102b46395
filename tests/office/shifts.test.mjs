// The same table wherever a page may end: no row is lost, and none that has room on a page is parted.
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { writtenDocument } from './documents.mjs'
import { edited, room } from './docx.mjs'
import { convert, temporaryFolder } from './libreoffice.mjs'
import { pageTexts } from './pdf.mjs'

/** How high a page is below the line that begins it, in twentieths of a point. */
const PAGE = 16_838 - 2 * 1_247 - 120
const LINE = 240
/** A table that begins so near to the foot has only its first rows on the page, whatever the fonts; higher ones begin above. */
const FOOT = 1_400
const HIGH = 2_000
/** LibreOffice has lost rows where nothing but a border of half a point lacked room: the steps are narrower than that. */
const STEP = 8
const shiftsOf = ({ foot = FOOT }) => [
  ...new Set([
    ...Array.from({ length: 61 }, (_, line) => line * LINE),
    ...Array.from({ length: foot / STEP }, (_, step) => PAGE - foot + step * STEP),
  ]),
]

const labels = ['编号', '指标', '权重']
const unlabelled = ['', '', '']

/** Tables, and what is to stand on the page where they end. Each is set once at every shift. */
const TABLES = {
  'of nine rows': { labels, rows: 9 },
  'of rows of three lines': { labels, rows: 9, lines: 3, foot: HIGH },
  'of one row': { labels, rows: 1, lines: 2 },
  'in small print': { labels, rows: 9, isSmall: true },
  'with titles among its rows': { labels, rows: 9, titles: [0, 1, 4], foot: HIGH },
  'without a head': { labels: unlabelled, rows: 9 },
  'with a note below it': { labels, rows: 3, below: (text) => ({ kind: 'note', text }) },
  'with a signature below it': { labels: unlabelled, rows: 2, below: (text) => ({ kind: 'signature', texts: [text] }) },
  'that is a signature': { below: (text) => ({ kind: 'signature', texts: [text] }) },
}

const folder = temporaryFolder('shifts')
const file = (name, kind) => join(folder, `${name}.${kind}`)

before(async () => {
  for (const [name, table] of Object.entries(TABLES)) {
    const blocks = shiftsOf(table).flatMap((shift) => [
      { kind: 'page-break' },
      { kind: 'paragraph', text: `距${shift}` },
      ...blocksAt(shift, table),
    ])
    const docx = writtenDocument({ name, title: '', head: '', foot: '', isWide: false, blocks }, 'docx')
    const shifted = (xml) =>
      xml.replaceAll(/<w:p>(?:(?!<w:p>).)*>距(\d+)<.*?<\/w:p>/g, (_, shift) => room(Number(shift)))
    writeFileSync(file(name, 'docx'), edited(docx, shifted))
  }
  const files = Object.keys(TABLES).map((name) => file(name, 'docx'))
  await convert(files, 'pdf', folder)
})

for (const [name, table] of Object.entries(TABLES)) {
  test(`every row is on a page, wherever it ends, and whole from the second on: a table ${name}`, async () => {
    const [pages] = await pageTexts(file(name, 'pdf'))
    const placed = pages.flatMap((page, at) => [...page.matchAll(/行\d+之\d+第\d/g)].map(([line]) => [line, at]))
    const pageOf = new Map(placed)
    assert.equal(placed.length, pageOf.size, 'a row stands twice')
    const faults = shiftsOf(table).flatMap((shift) =>
      rowsAt(shift, table).flatMap((lines, row) => {
        const found = lines.map((line) => pageOf.get(line))
        if (found.includes(undefined)) return [`${shift}: row ${row} is lost`]
        return row > 0 && new Set(found).size > 1 ? [`${shift}: row ${row} is parted`] : []
      }),
    )
    assert.deepEqual(faults, [])
  })
}

/** The lines of every row; what stands below the table counts as its last. */
function rowsAt(shift, { rows = 0, lines = 1, below }) {
  const line = (row, at) => `行${shift}之${row}第${at}`
  const all = Array.from({ length: rows }, (_, row) => Array.from({ length: lines }, (_, at) => line(row, at)))
  return below ? [...all, [line(rows, 0)]] : all
}

function blocksAt(shift, { labels, rows = 0, titles = [], isSmall = false, below, ...rest }) {
  const all = rowsAt(shift, { rows, below, ...rest })
  const title = [{ text: '以下各行', label: true }]
  const cells = all
    .slice(0, rows)
    .flatMap((lines, row) => [...(titles.includes(row) ? [title] : []), [`${row}`, lines.join('\n'), `${row}`]])
  const columns = labels?.map((label, at) => ({ label, width: [20, 60, 20][at] }))
  const table = { kind: 'table', table: { name: `${shift}`, columns, rows: cells, isSmall } }
  return [...(columns ? [table] : []), ...(below ? [below(all.at(-1)[0])] : [])]
}
