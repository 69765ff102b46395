// The two sample cases, as every form in every format, through every door: the command line, Node, a browser and the programs of
// a mini-program give the same bytes.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { chromium } from '@playwright/test'
import { findBrowser } from '../../pkg-config/commands/browser.mjs'
import { serve } from '../../pkg-config/commands/serve.mjs'
import { member } from '../members.mjs'
import { makeCodePackage, startPhone } from '../miniprogram/phone.mjs'
import { loadInstalled, root } from './installed.mjs'

const TODAY = '2026-07-10'
const FORMATS = ['html', 'docx', 'xlsx', 'markdown', 'csv', 'json']
const executablePath = findBrowser()
const core = await loadInstalled()
const texts = ['enterprise', 'association'].map((name) =>
  readFileSync(join(root, `www/web/src/samples/${name}.json`), 'utf8'),
)
const files = texts.map((text) => core.readDossier({ text }).dossier)
const members = Array.from({ length: 50 }, (_, number) => member(number + 1))
const { part } = core.summariseIndustry({ dossiers: members, today: TODAY })
const forms = core.reportForms().forms.filter((form) => !['members', 'cases'].includes(form.subject))

/** Every document: what it is called, and the SHA-256 of its bytes. */
const expected = hashes(core)

suite('documents of the samples', () => {
  test('there are all forms of both cases, and 会员汇总, in all formats', () => {
    assert.equal(Object.keys(expected).length, (2 * forms.length + 1) * FORMATS.length)
    assert.equal(forms.length, 34)
  })

  test('the command line writes the same', () => {
    const program = join(root, 'target/debug/quality-selfcheck')
    execFileSync('cargo', ['build', '--quiet', '--locked', '--all-features'], { cwd: root, stdio: 'inherit' })
    const folder = mkdtempSync(join(tmpdir(), 'quality-selfcheck-documents-'))
    try {
      const target = join(folder, 'document')
      for (const [place, text] of texts.entries()) {
        for (const { form } of forms) {
          for (const format of FORMATS) {
            execFileSync(program, ['report', '--form', form, '--format', format, '--today', TODAY, '-o', target], {
              input: text,
            })
            assert.equal(hash(readFileSync(target)), expected[`${place} ${form} ${format}`], `${form} ${format}`)
          }
        }
      }
      const stream = members.map((file) => JSON.stringify(file))
      for (const extension of ['html', 'docx', 'xlsx', 'csv', 'json']) {
        execFileSync(program, ['industry', '-', '--today', TODAY, '--report', `${target}.${extension}`], {
          input: stream.join('\n'),
        })
        assert.equal(hash(readFileSync(`${target}.${extension}`)), expected[`members ${extension}`], extension)
      }
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })

  test('the programs of a mini-program write the same', async () => {
    const phone = startPhone('ios-12', makeCodePackage())
    const [review, documents] = await Promise.all([phone.loadReview(), phone.loadDocuments()])
    const ofPhone = {
      exportReport: ({ format, ...args }) => documents.writeDocument({ document: review.reportDocument(args), format }),
      exportSummary: ({ format, ...args }) =>
        documents.writeDocument({ document: review.summaryDocument(args), format }),
    }
    assert.deepEqual(hashes(ofPhone), expected)
  })

  test('a browser writes the same, and fetches nothing meanwhile', {
    skip: executablePath ? false : 'no Chrome or Chromium',
  }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'quality-selfcheck-page-'))
    cpSync(join(root, 'target/npm'), join(folder, 'package'), { recursive: true })
    mkdirSync(join(folder, 'assets'))
    writeFileSync(join(folder, 'index.html'), '<!doctype html><link rel="icon" href="data:,">')
    const server = await serve(folder)
    const browser = await chromium.launch({ executablePath })
    try {
      const page = await browser.newPage()
      await page.goto(server.address)
      await page.evaluate(async () => {
        globalThis.core = await (await import('./package/index.js')).load({ with: ['review', 'documents'] })
      })
      const requests = []
      page.on('request', (request) => requests.push(request.url()))
      const given = { files, part, forms: forms.map(({ form }) => form), formats: FORMATS, today: TODAY }
      const written = await page.evaluate(writeAll, given)
      assert.deepEqual(
        Object.fromEntries(written.map(([name, base64]) => [name, hash(Buffer.from(base64, 'base64'))])),
        expected,
      )
      assert.deepEqual(requests, [], 'a font, or anything else')
    } finally {
      await browser.close()
      await server.close()
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

function hashes({ exportReport, exportSummary }) {
  const entries = files.flatMap((dossier, place) =>
    forms.flatMap(({ form }) =>
      FORMATS.map((format) => {
        const { bytes } = exportReport({ dossier, form, format, today: TODAY })
        return [`${place} ${form} ${format}`, hash(bytes)]
      }),
    ),
  )
  const summaries = FORMATS.map((format) => [
    `members ${format}`,
    hash(exportSummary({ part, format, today: TODAY }).bytes),
  ])
  return Object.fromEntries([...entries, ...summaries])
}

function hash(bytes) {
  return createHash('sha256').update(Buffer.from(bytes)).digest('hex')
}

/** In the page: every document as base64. */
function writeAll({ files, part, forms, formats, today }) {
  const base64 = (bytes) => {
    let text = ''
    for (const byte of bytes) text += String.fromCharCode(byte)
    return btoa(text)
  }
  const written = []
  for (const format of formats) {
    for (const [place, dossier] of files.entries()) {
      for (const form of forms) {
        const { bytes } = globalThis.core.exportReport({ dossier, form, format, today })
        written.push([`${place} ${form} ${format}`, base64(bytes)])
      }
    }
    written.push([`members ${format}`, base64(globalThis.core.exportSummary({ part, format, today }).bytes)])
  }
  return written
}
