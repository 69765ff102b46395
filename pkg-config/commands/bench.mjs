// npm run bench: sizes, start-up time and speed of the built package. For information only: nothing fails.
import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { cases } from '../../tests/cases.mjs'
import { pack, target } from '../assemble/paths.mjs'
import { findBrowser } from './browser.mjs'
import { corePackage, main, npmPackages, prepare, toolchain } from './prepare.mjs'
import { serve } from './serve.mjs'

const STARTS = 15
const MEMBER_FILES = fileURLToPath(new URL('../../tests/members.mjs', import.meta.url))
/** What a page starts with. */
const ENTRY = 'steps.js'
const WASM_FILES = ['quality_selfcheck.wasm', 'quality_selfcheck_content.wasm']
/** What summarises members' files. */
const REVIEW = 'review.js'
/** What writes documents. */
const WHOLE = 'index.js'
const FILES = [
  WHOLE,
  'documents.js',
  'quality_selfcheck_documents_bg.js',
  'quality_selfcheck_documents.wasm',
  'api.js',
  'host.js',
  'with-content.js',
  'quality_selfcheck_bg.js',
  ENTRY,
  'quality_selfcheck_review_bg.js',
  REVIEW,
  'quality_selfcheck_review.wasm',
  ...WASM_FILES,
]
const MEMBERS = 10_000
const SAMPLE = fileURLToPath(new URL('../../www/web/src/samples/enterprise.json', import.meta.url))
const FORMS = ['checklist', 'dossier']
const FORMATS = ['docx', 'xlsx', 'html']

/** Both hosts run the same code: how long from the bytes to the first answer, and how long one answer takes later. */
const MEASURE = `async (loader, files, args) => {
  const { load } = await import(loader)
  const [wasm, content] = await Promise.all(files)
  const began = performance.now()
  const core = await load({ wasm, content })
  core.about()
  const start = performance.now() - began
  for (let i = 0; i < 200; i++) core.scoreGovernance(args)
  const rounds = []
  for (let round = 0; round < 5; round++) {
    const roundBegan = performance.now()
    for (let i = 0; i < 200; i++) core.scoreGovernance(args)
    rounds.push((performance.now() - roundBegan) * 1000 / 200)
  }
  return { start, microseconds: rounds.sort((a, b) => a - b)[2] }
}`

/** Members' files in lots of 100, as a page reads them; how long the core is at work, not the making of the files. */
const SUMMARISE = `async (loader, generator, count) => {
  const [{ load }, { member }] = await Promise.all([import(loader), import(generator)])
  const core = await load()
  let [part, milliseconds] = [undefined, 0]
  for (let first = 1; first <= count; first += 100) {
    const dossiers = Array.from({ length: 100 }, (_, index) => member(first + index))
    const began = performance.now()
    const lot = core.summariseIndustry({ dossiers, today: '2026-07-06' }).part
    part = part ? core.mergeSummaries({ parts: [part, lot] }).part : lot
    milliseconds += performance.now() - began
  }
  return { files: part.files, milliseconds }
}`

/** Forms of the sample, from the file as an object to the bytes; the median of 15. */
const WRITE = `async (loader, dossier, forms, formats) => {
  const core = await (await import(loader)).load()
  const written = {}
  for (const form of forms) {
    for (const format of formats) {
      const times = []
      for (let round = 0; round < 15; round++) {
        const began = performance.now()
        core.exportReport({ dossier, form, format, today: '2026-07-10' })
        times.push(performance.now() - began)
      }
      written[form + ', ' + format] = times.sort((a, b) => a - b)[7]
    }
  }
  return written
}`

await main(async () => {
  await prepare([toolchain, npmPackages, corePackage])
  const measured = { Node: await measureInNode(), Chromium: await measureInChromium() }

  console.log(`\n${row('package', 'raw', 'gzip', 'brotli')}`)
  for (const [name, { raw, gzip, brotli }] of Object.entries(JSON.parse(readFileSync(`${target}size.json`, 'utf8')))) {
    if (raw && gzip) console.log(row(name, raw, gzip, brotli))
  }
  console.log(`\n${row('host', 'start, ms', 'score, µs', 'score, /s')}`)
  for (const [host, result] of Object.entries(measured)) {
    if (!result) console.log(row(host, 'no browser'))
    else console.log(row(host, result.start, result.microseconds, Math.round(1e6 / result.microseconds)))
  }
  console.log(
    'start: the program of steps: compile, instantiate and first answer, in a fresh process or page, the median of',
    STARTS,
  )
  console.log('score: scoreGovernance with the largest vector,', largestVector().name)

  console.log(`\n${row('host', 'members', 'seconds', 'members/s')}`)
  for (const [host, { summary }] of Object.entries(measured).filter(([, result]) => result)) {
    const seconds = summary.milliseconds / 1000
    console.log(row(host, summary.files, seconds.toFixed(1), Math.round(summary.files / seconds)))
  }
  console.log("members: invented members' files, summarised in lots of 100 and merged")

  const writing = Object.entries(measured).filter(([, result]) => result)
  console.log(`\n${row('document, ms', ...writing.map(([host]) => host))}`)
  for (const name of Object.keys(measured.Node.written)) {
    console.log(row(name, ...writing.map(([, { written }]) => written[name].toFixed(1))))
  }
  console.log('document: a form of the sample case, from the file as an object to the bytes, the median of 15')
})

async function measureInNode() {
  const paths = JSON.stringify(WASM_FILES.map((file) => pack + file))
  const files = `${paths}.map(path => import('node:fs/promises').then(fs => fs.readFile(path)))`
  const code = `(${MEASURE})('${pathToFileURL(pack + ENTRY)}', ${files}, ${largestArguments()})
    .then(result => console.log(JSON.stringify(result)))`
  const once = () =>
    JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' }))
  const summarise = `(${SUMMARISE})('${pathToFileURL(pack + REVIEW)}', '${pathToFileURL(MEMBER_FILES)}', ${MEMBERS})
    .then(result => console.log(JSON.stringify(result)))`
  const summary = JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', summarise]))
  const write = `(${WRITE})('${pathToFileURL(pack + WHOLE)}', JSON.parse(process.argv[1]), ...${writtenForms()})
    .then(result => console.log(JSON.stringify(result)))`
  const sample = JSON.stringify(JSON.parse(readFileSync(SAMPLE, 'utf8')))
  const written = JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', write, sample]))
  return { ...medians(Array.from({ length: STARTS }, once)), summary, written }
}

async function measureInChromium() {
  const executablePath = findBrowser()
  if (!executablePath) return undefined
  const { chromium } = await import('@playwright/test')
  const folder = `${target}bench`
  mkdirSync(folder, { recursive: true })
  for (const file of FILES) copyFileSync(pack + file, `${folder}/${file}`)
  copyFileSync(MEMBER_FILES, `${folder}/members.mjs`)
  copyFileSync(SAMPLE, `${folder}/sample.json`)
  writeFileSync(`${folder}/index.html`, '<!doctype html>')
  const server = await serve(folder)
  const browser = await chromium.launch({ executablePath })
  try {
    const results = []
    for (let i = 0; i < STARTS; i++) {
      const page = await browser.newPage()
      await page.goto(server.address)
      const files = `${JSON.stringify(WASM_FILES)}.map(file => fetch(file).then(response => response.arrayBuffer()))`
      results.push(await page.evaluate(`(${MEASURE})('./${ENTRY}', ${files}, ${largestArguments()})`))
      await page.close()
    }
    const page = await browser.newPage()
    await page.goto(server.address)
    const summary = await page.evaluate(`(${SUMMARISE})('./${REVIEW}', './members.mjs', ${MEMBERS})`)
    const sample = `await (await fetch('sample.json')).json()`
    const written = await page.evaluate(`(async () => (${WRITE})('./${WHOLE}', ${sample}, ...${writtenForms()}))()`)
    return { ...medians(results), summary, written }
  } finally {
    await browser.close()
    await server.close()
  }
}

function writtenForms() {
  return JSON.stringify([FORMS, FORMATS])
}

function largestVector() {
  const scored = cases.filter((vector) => vector.function === 'scoreGovernance' && vector.expect && vector.arguments)
  const size = (vector) => JSON.stringify(vector.arguments).length
  return scored.sort((a, b) => size(b) - size(a))[0]
}

function largestArguments() {
  return JSON.stringify(largestVector().arguments)
}

function medians(results) {
  const middle = (key) => results.map((result) => result[key]).sort((a, b) => a - b)[Math.floor(results.length / 2)]
  return { start: middle('start').toFixed(1), microseconds: middle('microseconds').toFixed(1) }
}

function row(name, ...cells) {
  return name.padEnd(32) + cells.map((cell) => cell.toLocaleString('en').padStart(12)).join('')
}
