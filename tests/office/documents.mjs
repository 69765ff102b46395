// Reports by the package: as files, and as what is to be read in them.
import { writeFile } from 'node:fs/promises'
import { load } from '../../target/npm/node.js'

const TODAY = '2026-07-10'
const core = await load({ with: ['review', 'documents'] })

/** The codes of all forms that a case can be exported as. */
export function reportForms() {
  return core
    .reportForms()
    .forms.filter((form) => !['members', 'cases'].includes(form.subject))
    .map((form) => form.form)
}

/** Writes one form of a dossier into a file; its extension is the format. */
export async function writeReport(dossier, form, file) {
  const format = file.slice(file.lastIndexOf('.') + 1)
  await writeFile(file, core.exportReport({ dossier, form, format, today: TODAY }).bytes)
}

/** A document of no dossier, as the bytes of a file. */
export function writtenDocument(document, format) {
  return core.writeDocument({ document, format }).bytes
}

/** One form of a dossier, in texts: a chart is a picture and the table that says the same. */
export function readReport(dossier, form) {
  const { blocks, ...rest } = core.reportDocument({ dossier, form, today: TODAY })
  return { ...rest, blocks: blocks.flatMap(inTexts) }
}

/** What a block says on paper. Of a picture that is nothing: its words are for those who cannot see it. */
export function textsOf({ heading, facts = [], result, paragraph, note, signature = [], table }) {
  const cells = table ? [...table.columns.map(({ label }) => label), ...table.rows.flat()] : []
  return [heading, ...facts, result, paragraph, note, ...signature, ...cells].filter((text) => text !== undefined)
}

/** What is not to be alone on a page: headings, small print, and what is to be signed. */
export function dependentTexts({ title, blocks }) {
  return [title, ...blocks.flatMap(({ heading, note, signature = [] }) => [heading, note, ...signature])].filter(
    (text) => text !== undefined,
  )
}

function inTexts({ kind, text, texts, table, chart }) {
  if (kind === 'table') return [{ table: { ...table, rows: table.rows.map((row) => row.map(inText)) } }]
  if (kind !== 'chart') return [{ [kind]: texts ?? text }]
  const drawn = core.drawChart({ chart })
  const columns = drawn.table.columns.map((label) => ({ label }))
  return [{ picture: drawn }, { table: { name: `${chart.title}数据`, columns, rows: drawn.table.rows } }]
}

/** A cell that belongs to the one on its left is empty. */
function inText(cell) {
  return cell?.text ?? cell ?? ''
}
