// All vectors through the installed package in the page of a browser, served with the page's own headers.
import assert from 'node:assert/strict'
import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { serve } from '../../pkg-config/commands/serve.mjs'
import { cases } from '../cases.mjs'
import { installed, project, root } from '../package/installed.mjs'

const HTML =
  '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><script type="module" src="./page.js"></script>'

/**
 * `start` starts the browser and answers with its `version`, `ask(address, expression)` and `close()`. So many pages are opened
 * at the most, one after the other, while the engine itself lets a program fail.
 */
export function vectorsIn(browser, start, pages = 1) {
  suite(`vectors, through the packed package in ${browser}`, async () => {
    const { version, failures, kept } = await outcomeIn(start, pages)
    console.log(`${browser} ${version}`)
    for (const [index, { file, name }] of cases.entries()) {
      test(`${file}: ${name}`, () => assert.equal(failures[index], null))
    }
    test('a case is kept in the browser and opened again', () => assert.equal(kept, null))
    test('there are vectors', () => assert.ok(cases.length > 0))
  })
}

async function outcomeIn(start, pages) {
  const folder = join(project, 'page')
  mkdirSync(folder)
  cpSync(installed, join(folder, 'package'), { recursive: true })
  for (const file of ['answers.mjs', 'engines/page.js'])
    cpSync(join(root, 'tests', file), join(folder, file.replace('engines/', '')))
  writeFileSync(join(folder, 'vectors.json'), JSON.stringify(cases))
  writeFileSync(join(folder, 'index.html'), HTML)
  const server = await serve(folder)
  const browser = await start()
  const asked = async () => JSON.parse(await browser.ask(server.address, 'outcome.then(JSON.stringify)'))
  try {
    let outcome = await asked()
    for (let page = 2; page <= pages && isOutOfItsMemory(outcome); page++) {
      console.log(`a program went wrong in the engine: page ${page}`)
      outcome = await asked()
    }
    return { version: browser.version, ...outcome }
  } finally {
    await browser.close()
    await server.close()
  }
}

/**
 * Such a failure was seen in WebKit's shell 2.50, in a few of a hundred runs where its first compiler, BBQ, was made to begin at
 * once, each time in another vector; all that followed failed too. A fault of ours comes again in a fresh page.
 */
function isOutOfItsMemory({ failures }) {
  return failures.some((failure) => failure?.includes('failed with RuntimeError'))
}
