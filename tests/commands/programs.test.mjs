import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { after, afterEach, test } from 'node:test'
import { findBrowser } from '../../pkg-config/commands/browser.mjs'
import { findOffice } from '../../pkg-config/commands/office.mjs'
import { findProgram } from '../../pkg-config/commands/programs.mjs'

const isWindows = process.platform === 'win32'
const folder = mkdtempSync(join(tmpdir(), 'quality-selfcheck-programs-'))
const { PATH, QS_SOFFICE, QS_CHROMIUM } = process.env
after(() => rmSync(folder, { recursive: true }))
afterEach(() => restore({ PATH, QS_SOFFICE, QS_CHROMIUM }))

test('the PATH comes first, then the usual places', () => {
  const onPath = program('first', 'soffice')
  const elsewhere = program('elsewhere', 'soffice')
  process.env.PATH = [join(folder, 'nothing'), join(folder, 'first')].join(delimiter)
  assert.equal(findProgram(['chromium', 'soffice'], [elsewhere]), onPath)
  assert.equal(findProgram(['chromium'], [join(folder, 'nothing/soffice'), elsewhere]), elsewhere)
  assert.equal(findProgram(['chromium']), undefined)
})

test('what cannot be run is no program', { skip: isWindows && 'Windows knows a program by its name' }, () => {
  writeFileSync(join(folder, 'first/pdftotext'), '', { mode: 0o644 })
  process.env.PATH = join(folder, 'first')
  assert.equal(findProgram(['pdftotext']), undefined)
})

test('a browser and an office that are named are taken; an office is of use only where its PDF files can be read', () => {
  process.env.QS_CHROMIUM = 'a browser'
  process.env.QS_SOFFICE = 'an office'
  process.env.PATH = join(folder, 'readers')
  program('readers', 'pdftotext')
  assert.equal(findBrowser(), 'a browser')
  assert.equal(findOffice(), undefined)
  program('readers', 'pdfinfo')
  assert.equal(findOffice(), 'an office')
  delete process.env.QS_SOFFICE
  const own = program('readers', 'libreoffice')
  assert.equal(findOffice(), own)
})

/** Makes a program, and says where it is. */
function program(place, name) {
  const file = join(folder, place, isWindows ? `${name}.exe` : name)
  mkdirSync(join(folder, place), { recursive: true })
  writeFileSync(file, '', { mode: 0o755 })
  return file
}

function restore(variables) {
  for (const [name, value] of Object.entries(variables)) {
    if (value === undefined) delete process.env[name]
    else process.env[name] = value
  }
}
