// Finds a LibreOffice, and poppler's programs that read the PDF files it makes, or installs both.
import { belowProgramFiles, findProgram, installFromDebian } from './programs.mjs'

const PLACES = {
  darwin: ['/Applications/LibreOffice.app/Contents/MacOS/soffice'],
  // Of the two programs there, this one waits until the work is done.
  win32: belowProgramFiles('LibreOffice\\program\\soffice.com'),
}

/** The LibreOffice named by QS_SOFFICE, or the machine's own; undefined where there is none, or nothing to read a PDF with. */
export function findOffice() {
  if (['pdftotext', 'pdfinfo'].some((name) => !findProgram([name]))) return undefined
  return process.env.QS_SOFFICE || findProgram(['soffice', 'libreoffice'], PLACES[process.platform])
}

/** The same, then Debian's. Undefined where none can be had. */
export async function ensureOffice() {
  const found = findOffice()
  if (found) return found
  await installFromDebian(['libreoffice-writer', 'libreoffice-calc', 'poppler-utils', 'fonts-noto-cjk'])
  return findOffice()
}
