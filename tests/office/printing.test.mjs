// The page that every form is, printed by a browser: A4, with head, foot and number on every page, and nothing lost.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { chromium } from '@playwright/test'
import { findBrowser } from '../../pkg-config/commands/browser.mjs'
import { dependentTexts, readReport, reportForms, textsOf, writeReport } from './documents.mjs'
import { dossiers } from './dossiers.mjs'
import { temporaryFolder } from './libreoffice.mjs'
import { bare, holds, pageSizes, pagesOfOnly, pageTexts, withoutMargins } from './pdf.mjs'

/** Musical symbols: where no font has one, the browser draws a box that no reader knows; elsewhere it is read. */
const WITHOUT_FONT = /[\u{1d100}-\u{1d1ff}]/gu
const withFont = (text) => text.replaceAll(WITHOUT_FONT, '')

const executablePath = findBrowser()
const folder = temporaryFolder('printed')
const cases = Object.entries(dossiers()).filter(([name]) => !name.startsWith('empty-'))

for (const [name, dossier] of cases) {
  test(`every form is printed on A4, with head, foot and number on every page: ${name}`, {
    skip: executablePath ? false : 'no Chrome or Chromium',
  }, async () => {
    const browser = await chromium.launch({ executablePath })
    try {
      const page = await browser.newPage()
      const requests = []
      page.on('request', (request) => requests.push(request.url()))
      page.on('dialog', (dialog) => assert.fail(`a report opened a dialog: ${dialog.message()}`))
      for (const form of reportForms()) {
        const file = join(folder, `${name}_${form}.html`)
        await writeReport(dossier, form, file)
        await page.goto(pathToFileURL(file).href)
        const pdf = `${file}.pdf`
        await page.pdf({ path: pdf, preferCSSPageSize: true })
        await checkPages(pdf, readReport(dossier, form), `${name} ${form}`)
      }
      // The pages themselves, and nothing that they ask for.
      assert.equal(requests.length, reportForms().length)
    } finally {
      await browser.close()
    }
  })
}

async function checkPages(pdf, { title, head, foot, blocks, isWide }, name) {
  const sizes = await pageSizes(pdf)
  assert.deepEqual(sizes, Array(sizes.length).fill(isWide ? [842, 595] : [595, 842]), name)
  const pages = (await pageTexts(pdf)).map((texts) => texts.map(withFont))
  const readings = withoutMargins(pages, withFont(bare(head)), withFont(bare(foot)))
  assert.ok(readings, `${name}: a page without its head, its foot or its number`)
  const dependent = dependentTexts({ title, blocks }).map((text) => withFont(bare(text)))
  // A cell of more than a page may end wherever it does: nothing can be kept with it.
  if (!name.startsWith('hostile')) assert.deepEqual(pagesOfOnly(readings, dependent), [], `${name}: alone on a page`)
  const texts = [title, ...blocks.flatMap(textsOf)].map((text) => withFont(bare(text)))
  const lost = [...new Set(texts)].filter((text) => !holds(readings, text))
  assert.deepEqual(lost, [], `${name}: not on its pages`)
}
