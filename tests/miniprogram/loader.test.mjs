import assert from 'node:assert/strict'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { brotliDecompressSync } from 'node:zlib'
import { transform } from 'esbuild'
import { ofAnotherVersion } from '../content-file.mjs'
import { answerWithInstance, DOCUMENTS, makeCodePackage, REVIEW, startPhone } from './phone.mjs'

const codePackage = makeCodePackage()
const FOLDER = '/miniprogram_npm/quality-selfcheck/'
const PROGRAM = 'quality_selfcheck.wasm.br'
const CONTENT = 'quality_selfcheck_content.wasm.br'

test('load() takes the files that the developer tools put there, at once and once', async () => {
  const phone = startPhone('ios-15', codePackage)
  const { load } = phone.require('quality-selfcheck')
  const [first, second] = [load(), load()]
  assert.equal(first, second)
  assert.match((await first).about().version, /^\d+\.\d+\.\d+$/)
  assert.deepEqual(phone.asked, [FOLDER + PROGRAM, FOLDER + CONTENT])
})

test('load() takes another path of the code package, and the content beside it', async () => {
  const phone = startPhone('ios-15', codePackage)
  const folder = FOLDER.slice(1)
  await phone.require('quality-selfcheck').load({ wasmPath: folder + PROGRAM })
  assert.deepEqual(phone.asked, [folder + PROGRAM, folder + CONTENT])
})

test('load() takes the content from elsewhere', async () => {
  const phone = startPhone('ios-15', codePackage)
  cpSync(codePackage + FOLDER + CONTENT, join(codePackage, 'elsewhere.wasm.br'))
  const core = await phone.require('quality-selfcheck').load({ contentPath: '/elsewhere.wasm.br' })
  assert.ok(core.about())
  assert.deepEqual(phone.asked, [FOLDER + PROGRAM, '/elsewhere.wasm.br'])
})

test('content of another version is refused in Chinese, and the next load() starts again', async () => {
  const content = brotliDecompressSync(readFileSync(codePackage + FOLDER + CONTENT))
  writeFileSync(join(codePackage, 'other.wasm'), ofAnotherVersion(content))
  const phone = startPhone('ios-15', codePackage)
  const { load } = phone.require('quality-selfcheck')
  await assert.rejects(async () => load({ contentPath: '/other.wasm' }), { message: /内容文件和程序不是同一版本/ })
  assert.ok((await load()).about())
})

test('a further program is taken from its sub-package, with the content of the main package', async () => {
  const phone = startPhone('ios-15', codePackage)
  const [first, second] = [phone.loadReview(), phone.loadReview()]
  assert.equal(first, second)
  const { summary } = (await first).improvementPath({ assessment: { units: {} } })
  assert.match(summary, /步/)
  assert.deepEqual(phone.asked, [`${REVIEW}quality_selfcheck_review.wasm.br`, FOLDER + CONTENT])
})

test('a further program takes the content from elsewhere, says where its path is missing, and takes packs', async () => {
  const phone = startPhone('ios-15', codePackage)
  await assert.rejects(async () => phone.loadReview({ wasmPath: undefined }), { message: /wasmPath.*分包/ })
  cpSync(codePackage + FOLDER + CONTENT, join(codePackage, 'elsewhere.wasm.br'))
  const packs = phone.JSON.parse('[{"guide":"governance","extends":"征求意见稿 2022-03"}]')
  const own = await phone.loadReview({ contentPath: '/elsewhere.wasm.br', packs })
  assert.ok(own.improvementPath)
  assert.equal(phone.asked[1], '/elsewhere.wasm.br')
})

test('what draws and writes needs its own file alone, says where its path is missing, and hands out bytes', async () => {
  const phone = startPhone('ios-12', codePackage)
  await assert.rejects(async () => phone.loadDocuments({ wasmPath: undefined }), { message: /wasmPath.*分包/ })
  const { writeDocument } = await phone.loadDocuments()
  assert.deepEqual(phone.asked, [`${DOCUMENTS}quality_selfcheck_documents.wasm.br`])
  const document = { name: '样张', title: '样张', head: '', foot: '', blocks: [] }
  const { bytes } = writeDocument({ document, format: 'docx' })
  // What a phone writes into a file is an ArrayBuffer of just these bytes.
  assert.equal(bytes.byteLength, bytes.buffer.byteLength)
})

test('an engine that answers with the instance itself will do', async () => {
  const engine = (...args) => answerWithInstance(...args).instance
  const api = await startPhone('ios-15', codePackage, { engine }).require('quality-selfcheck').load()
  assert.ok(api.about())
})

test("Douyin's engine will do", async () => {
  const prelude = 'this.TTWebAssembly = this.WXWebAssembly; delete this.WXWebAssembly'
  const api = await startPhone('ios-15', codePackage, { prelude }).require('quality-selfcheck').load()
  assert.ok(api.about())
})

for (const file of [PROGRAM, CONTENT]) {
  test(`${file}: a first try that fails is made again without anybody noticing`, async () => {
    const { engine, tries } = failing(1, file)
    const api = await startPhone('ios-15', codePackage, { engine }).require('quality-selfcheck').load()
    assert.ok(api.about())
    assert.equal(tries(), 2)
  })

  test(`${file}: after two failures load() says so, and the next load() starts again`, async () => {
    const { engine, tries } = failing(2, file)
    const { load } = startPhone('ios-15', codePackage, { engine }).require('quality-selfcheck')
    await assert.rejects(async () => load(), { message: 'sporadic failure 2' })
    assert.ok((await load()).about())
    assert.equal(tries(), 3)
  })
}

test('without an engine, load() says in Chinese what to do', async () => {
  const { load } = startPhone('ios-15', codePackage, { engine: null }).require('quality-selfcheck')
  await assert.rejects(async () => load(), { message: /没有 WXWebAssembly.*基础库 2\.14\.0/ })
})

test('a promise whose callbacks are timers, as on iOS up to 15, will do', async () => {
  const prelude = readFileSync(new URL('timer-promise.js', import.meta.url), 'utf8')
  const phone = startPhone('ios-12', codePackage, { prelude })
  const api = await new Promise((resolve, reject) => phone.require('quality-selfcheck').load().then(resolve, reject))
  assert.ok(api.about())
})

for (const folder of [FOLDER, REVIEW, DOCUMENTS]) {
  test(`${folder}index.js has no syntax newer than ES2017`, async () => {
    const code = readFileSync(`${codePackage}${folder}index.js`, 'utf8')
    const [asIs, lowered] = await Promise.all(['esnext', 'es2017'].map((target) => transform(code, { target })))
    assert.equal(lowered.code, asIs.code)
  })
}

/** An engine that fails the first so many times that it is asked for one of the files. */
function failing(times, file) {
  let tries = 0
  const engine = (path, ...rest) => {
    if (path.endsWith(file)) {
      tries += 1
      if (tries <= times) throw new Error(`sporadic failure ${tries}`)
    }
    return answerWithInstance(path, ...rest)
  }
  return { engine, tries: () => tries }
}
