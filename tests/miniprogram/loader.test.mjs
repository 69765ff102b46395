import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { transform } from 'esbuild'
import { answerWithInstance, makeCodePackage, startPhone } from './phone.mjs'

const codePackage = makeCodePackage()
const DEFAULT_PATH = '/miniprogram_npm/quality-selfcheck/quality_selfcheck.wasm.br'

test('load() takes the file that the developer tools put there, once', async () => {
  const phone = startPhone('ios-15', codePackage)
  const { load } = phone.require('quality-selfcheck')
  const [first, second] = [load(), load()]
  assert.equal(first, second)
  assert.match((await first).about().version, /^\d+\.\d+\.\d+$/)
  assert.deepEqual(phone.asked, [DEFAULT_PATH])
})

test('load() takes another path of the code package', async () => {
  const phone = startPhone('ios-15', codePackage)
  const wasmPath = DEFAULT_PATH.slice(1)
  await phone.require('quality-selfcheck').load({ wasmPath })
  assert.deepEqual(phone.asked, [wasmPath])
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

test('a first try that fails is made again without anybody noticing', async () => {
  const { engine, tries } = failing(1)
  const api = await startPhone('ios-15', codePackage, { engine }).require('quality-selfcheck').load()
  assert.ok(api.about())
  assert.equal(tries(), 2)
})

test('after two failures load() says so, and the next load() starts again', async () => {
  const { engine, tries } = failing(2)
  const { load } = startPhone('ios-15', codePackage, { engine }).require('quality-selfcheck')
  await assert.rejects(async () => load(), { message: 'sporadic failure 2' })
  assert.ok((await load()).about())
  assert.equal(tries(), 3)
})

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

test('the file has no syntax newer than ES2017', async () => {
  const code = readFileSync(`${codePackage}/miniprogram_npm/quality-selfcheck/index.js`, 'utf8')
  const [asIs, lowered] = await Promise.all(['esnext', 'es2017'].map((target) => transform(code, { target })))
  assert.equal(lowered.code, asIs.code)
})

function failing(times) {
  let tries = 0
  const engine = (...args) => {
    tries += 1
    if (tries <= times) throw new Error(`sporadic failure ${tries}`)
    return answerWithInstance(...args)
  }
  return { engine, tries: () => tries }
}
