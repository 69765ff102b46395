// What the sheets of a workbook hold, by the CSV files that LibreOffice writes of them.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Every sheet into a file of its own, in UTF-8, numbers as the cells show them. */
export const EVERY_SHEET = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,true,false,false,-1'

/** The rows of every sheet of a workbook, by the name of the sheet. */
export function sheetsOf(folder, workbook) {
  const files = readdirSync(folder).filter((file) => file.startsWith(`${workbook}-`))
  return new Map(
    files.map((file) => [
      file.slice(workbook.length + 1, -'.csv'.length),
      rows(readFileSync(join(folder, file), 'utf8')),
    ]),
  )
}

/** Rows without their empty cells at the end, of which a CSV file has as many as the longest row needs. */
export function rows(csv) {
  const found = [[]]
  for (const [, quoted, plain, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n|$)/gy)) {
    found.at(-1).push(quoted?.replaceAll('""', '"') ?? plain)
    if (end === '\n') found.push([])
    else if (end === '') break
  }
  return trimmed(found)
}

/** Without empty cells at the end of rows, and without empty rows at the end. */
export function trimmed(table) {
  const short = table.map((row) => row.slice(0, row.findLastIndex((cell) => cell !== '') + 1))
  return short.slice(0, short.findLastIndex((row) => row.length > 0) + 1)
}

/** A text as a workbook keeps it: most control characters cannot be written. */
export function kept(text) {
  const lines = text.replaceAll(/\r\n?/g, '\n')
  return lines.replaceAll(/[\ufffe\uffff]|(?![\n\t\x7f-\x9f])\p{Cc}/gu, '\ufffd')
}
