// What stands on the pages of a PDF file, as poppler reads it.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/** Width and height of every page, in points. */
export async function pageSizes(file) {
  const { stdout } = await execute('pdfinfo', ['-f', '1', '-l', '9999', file])
  const sizes = [...stdout.matchAll(/^Page +\d+ size: +([\d.]+) x ([\d.]+) pts/gm)]
  return sizes.map(([, width, height]) => [Math.round(width), Math.round(height)])
}

/**
 * The text of every page, read twice: as it stands on the page, and as the file draws it. Where cells stand beside each other
 * the one mixes up their lines, and where a character is of another font than its neighbours, the other does.
 */
export function pageTexts(file) {
  return Promise.all(
    [[], ['-raw']].map(async (how) => {
      const { stdout } = await execute('pdftotext', ['-enc', 'UTF-8', ...how, file, '-'], { maxBuffer: 2 ** 26 })
      return stdout.split('\f').slice(0, -1).map(bare)
    }),
  )
}

/**
 * A text without what a reader of PDF files cannot give back: white space, which it guesses from distances, characters that
 * have no shape, and pictures, for which a machine may have no font.
 */
export function bare(text) {
  return text.replaceAll(/[\s\p{Cc}\p{Cf}\p{Emoji_Presentation}\ufffd]/gu, '')
}

/** The readings without what stands on every page; undefined when a page lacks some of it. Head and foot are given bare. */
export function withoutMargins(readings, head, foot) {
  const [{ length }] = readings
  const margins = Array.from({ length }, (_, index) => [head, foot, `第${index + 1}页，共${length}页`])
  const isWhole = margins.every((texts, at) =>
    texts.every((text) => readings.some((pages) => pages[at].includes(text))),
  )
  const cleared = readings.map((pages) =>
    pages.map((page, at) => margins[at].reduce((rest, text) => rest.replace(text, ''), page)),
  )
  return isWhole ? cleared : undefined
}

/** Whether a bare text stands on the pages. It may go on from one page to the next, where other cells do so too. */
export function holds(readings, text) {
  // Of letters that run from right to left, only the letters are looked for: their order on the page is another one.
  if (/[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(text)) {
    const letters = new Set(readings.flat().join(''))
    return [...text].every((letter) => letters.has(letter))
  }
  return readings.some((pages) => pages.join('').includes(text) || pages.some((_, at) => runsOn(pages.slice(at), text)))
}

/** The numbers of pages that hold nothing but some of these bare texts, such as headings and what is to be signed. */
export function pagesOfOnly(readings, texts) {
  const longest = texts.filter((text) => text !== '').sort((one, other) => other.length - one.length)
  const rest = (page) => longest.reduce((left, text) => left.replaceAll(text, ''), page)
  const [{ length }] = readings
  return Array.from({ length }, (_, at) => at + 1).filter((page) =>
    readings.some((pages) => rest(pages[page - 1]) === ''),
  )
}

/** Too short a piece is found anywhere; a line of a narrow column holds no more than this of wide letters. */
const PIECE = 9

function runsOn(pages, text) {
  let rest = text
  for (const page of pages) {
    if (rest.length === 0 || page.includes(rest)) return true
    const most = longestBeginning(page, rest)
    if (most < PIECE) return false
    rest = rest.slice(most)
  }
  return false
}

/** How much of a text stands on a page in one piece, from its beginning. */
function longestBeginning(page, text) {
  let [found, lost] = [0, text.length]
  while (lost - found > 1) {
    const middle = (found + lost) >> 1
    if (page.includes(text.slice(0, middle))) found = middle
    else lost = middle
  }
  return found
}
