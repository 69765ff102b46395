import assert from 'node:assert/strict'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { brotliDecompressSync } from 'node:zlib'
import { transform } from 'esbuild'
import { ofAnotherRelease, ofAnotherVersion } from '../other-versions.mjs'
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
  await assert.rejects(async () => load({ contentPath: '/other.wasm' }), {
    code: 'version-mismatch',
    message: /不是同一版本/,
  })
  assert.ok((await load()).about())
})

test('a further program is taken from its sub-package, with the content of the main package', async () => {
  const phone = startPhone('ios-15', codePackage)
  const [first, second] = await Promise.all([phone.loadReview(), phone.loadReview()])
  assert.equal(first, second)
  assert.ok(first.reportForms().forms.length > 0)
  assert.deepEqual(phone.asked, [
    FOLDER + PROGRAM,
    FOLDER + CONTENT,
    `${REVIEW}quality_selfcheck_review.wasm.br`,
    FOLDER + CONTENT,
  ])
})

test('a further program takes the content from elsewhere, and says where its path is missing', async () => {
  const phone = startPhone('ios-15', codePackage)
  const missing = { code: 'wrong-type', path: '/wasmPath', message: /wasmPath.*分包/ }
  await assert.rejects(async () => phone.loadReview({ wasmPath: undefined }), missing)
  const noRules = { code: 'wrong-type', path: '/core', message: /主包的引擎/ }
  for (const core of [undefined, null, {}]) await assert.rejects(async () => phone.loadReview({ core }), noRules)
  cpSync(codePackage + FOLDER + CONTENT, join(codePackage, 'elsewhere.wasm.br'))
  assert.ok(await phone.loadReview({ contentPath: '/elsewhere.wasm.br' }))
  assert.equal(phone.asked[3], '/elsewhere.wasm.br')
})

test('each program that reads packs takes others in place of ours, until they are closed', async () => {
  const phone = startPhone('ios-12', codePackage)
  const packs = phone.JSON.parse(
    '[{"guide":"governance","extends":"征求意见稿 2022-03，修订 1","manifest":{"edition":"示例"}}]',
  )
  const core = await phone.require('quality-selfcheck').load()
  const own = core.withPacks(packs)
  assert.equal(own.about().packs[1].edition, '示例')
  assert.notEqual(core.about().packs[1].edition, '示例')
  const ofReview = (await phone.loadReview()).withPacks(packs)
  assert.ok(ofReview.reportForms())
  for (const [api, call] of [
    [own, () => own.about()],
    [ofReview, () => ofReview.reportForms()],
  ]) {
    api.close()
    assert.throws(call, { code: 'case-closed' })
  }
  assert.ok(!('withPacks' in (await phone.loadDocuments())))
})

test('an open case answers on the oldest phone, what has not changed with the same object', async () => {
  const phone = startPhone('ios-12', codePackage)
  const core = await phone.require('quality-selfcheck').load()
  const open = core.openCase(
    phone.JSON.parse(
      '{"today":"2026-07-10","dossier":{"format":"quality-selfcheck","version":"2.0","kind":"association","id":"x","title":"t","governance":{"assessment":{"units":{}}}}}',
    ),
  )
  const before = open.view('governance')
  open.apply(phone.JSON.parse('[{"op":"add","path":"/governance/assessment/units/C1.1","value":{"level":1}}]'))
  const after = open.view('governance')
  assert.deepEqual([before.total.text, after.total.text], ['0.0', '1.0'])
  assert.equal(before.indicators[5], after.indicators[5])
  open.close()
  assert.throws(() => open.steps(), { code: 'case-closed' })
})

test('an option that there is not is refused', async () => {
  const { load } = startPhone('ios-15', codePackage).require('quality-selfcheck')
  await assert.rejects(async () => load({ wasm: '' }), { code: 'unknown-key', path: '/wasm' })
  assert.ok((await load()).about())
})

test('the program of another version, and that of another folder, are said to be that', async () => {
  const program = brotliDecompressSync(readFileSync(codePackage + FOLDER + PROGRAM))
  writeFileSync(join(codePackage, 'old.wasm'), ofAnotherRelease(program))
  const phone = startPhone('ios-15', codePackage)
  const contentPath = FOLDER + CONTENT
  for (const wasmPath of ['/old.wasm', `${REVIEW}quality_selfcheck_review.wasm.br`]) {
    const loaded = async () => phone.require('quality-selfcheck').load({ wasmPath, contentPath })
    await assert.rejects(loaded, { name: 'QualitySelfcheckError', code: 'version-mismatch' })
  }
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
    await assert.rejects(async () => load(), { code: 'load-wasm', message: /sporadic failure 2/ })
    assert.ok((await load()).about())
    assert.equal(tries(), 3)
  })
}

test('without an engine, load() says in Chinese what to do', async () => {
  const { load } = startPhone('ios-15', codePackage, { engine: null }).require('quality-selfcheck')
  await assert.rejects(async () => load(), { code: 'load-wasm', message: /没有 WXWebAssembly.*基础库 2\.14\.0/ })
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
