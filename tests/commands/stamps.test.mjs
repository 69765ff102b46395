import assert from 'node:assert/strict'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, test } from 'node:test'
import { target } from '../../pkg-config/assemble/paths.mjs'
import { whenChanged } from '../../pkg-config/commands/stamps.mjs'

const folder = `${target}stamps-test`
const paths = { inputs: ['target/stamps-test/in'], outputs: ['target/stamps-test/out'] }
let runs

beforeEach(async () => {
  mkdirSync(`${folder}/in`, { recursive: true })
  writeFileSync(`${folder}/in/a.txt`, 'a')
  runs = 0
  await step()
})
afterEach(() => {
  rmSync(folder, { recursive: true })
  rmSync(`${target}stamps/stamps-test`, { force: true })
})

test('a step is left out when nothing changed, whatever the time of its files', async () => {
  writeFileSync(`${folder}/in/a.txt`, 'a')
  assert.equal(await step(), false)
  assert.equal(runs, 1)
})

test('a changed, a new, a renamed and a lost input each run it again', async () => {
  for (const change of [
    () => writeFileSync(`${folder}/in/a.txt`, 'b'),
    () => writeFileSync(`${folder}/in/new.txt`, ''),
    () => rmSync(`${folder}/in/new.txt`),
  ]) {
    change()
    assert.equal(await step(), true)
    assert.equal(await step(), false)
  }
})

test('an output that was changed or lost is made again', async () => {
  writeFileSync(`${folder}/out`, 'something else')
  assert.equal(await step(), true)
  rmSync(`${folder}/out`)
  assert.equal(await step(), true)
})

test('a step that failed runs again', async () => {
  writeFileSync(`${folder}/in/a.txt`, 'b')
  const failing = () => Promise.reject(new Error('failed'))
  await assert.rejects(whenChanged('stamps-test', paths, failing))
  assert.equal(await step(), true)
})

function step() {
  return whenChanged('stamps-test', paths, async () => {
    runs += 1
    writeFileSync(`${folder}/out`, 'made')
  })
}
