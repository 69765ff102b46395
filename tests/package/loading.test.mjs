// The package loads wherever it is promised to: in plain Node, through bundlers, and in a browser with the page's own headers.
import assert from 'node:assert/strict'
import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { chromium } from '@playwright/test'
import * as esbuild from 'esbuild'
import { findBrowser } from '../../pkg-config/commands/browser.mjs'
import { serve } from '../../pkg-config/commands/serve.mjs'
import { installed, project, root, runInProject } from './installed.mjs'

// The page's own Vite.
const vite = await import(pathToFileURL(createRequire(`${root}www/web/package.json`).resolve('vite')))

const PRINT_VERSION = 'console.log((await load()).about().version)'
const SHOW_VERSION = 'document.title = (await load()).about().version'
const HTML =
  '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><script type="module" src="./main.js"></script>'
const { version } = await import(pathToFileURL(join(installed, 'package.json')), { with: { type: 'json' } }).then(
  (module) => module.default,
)

suite('Node', () => {
  test('as a module', () => {
    assert.equal(runInProject('plain.js', `import { load } from 'quality-selfcheck'\n${PRINT_VERSION}`).trim(), version)
  })

  test('bundled by esbuild, with the wasm file beside the bundle', async () => {
    await bundleWithEsbuild('node', `import { load } from 'quality-selfcheck'\n${PRINT_VERSION}`, 'bundle-node')
    assert.equal(runInProject('run.js', `await import('./bundle-node/main.js')`).trim(), version)
  })

  test('bundled by esbuild, with the wasm file named', async () => {
    const code = `
      import { load } from 'quality-selfcheck'
      import wasm from 'quality-selfcheck/wasm'
      console.log((await load({ wasm: new URL(wasm, import.meta.url) })).about().version)`
    await bundleWithEsbuild('node', code, 'bundle-named', { loader: { '.wasm': 'file' } })
    assert.equal(runInProject('run.js', `await import('./bundle-named/main.js')`).trim(), version)
  })

  test('from bytes', () => {
    const code = `
      import { readFileSync } from 'node:fs'
      import { load } from 'quality-selfcheck'
      const wasm = readFileSync(new URL(import.meta.resolve('quality-selfcheck/wasm')))
      console.log((await load({ wasm })).about().version)`
    assert.equal(runInProject('bytes.js', code).trim(), version)
  })

  test('is started once, and again after a failure', () => {
    const code = `
      import { load } from 'quality-selfcheck'
      const failed = await load({ wasm: new Uint8Array(1) }).catch(error => error.name)
      const [one, two] = [load(), load()]
      console.log(failed, one === two, (await one).about().version)`
    assert.equal(runInProject('again.js', code).trim(), `CompileError true ${version}`)
  })
})

suite('browser', { skip: findBrowser() ? false : 'no Chrome or Chromium' }, () => {
  test('as a plain module script', async () => {
    const folder = join(project, 'plain-script')
    cpSync(installed, join(folder, 'package'), { recursive: true })
    writeFileSync(join(folder, 'index.html'), HTML)
    writeFileSync(join(folder, 'main.js'), `import { load } from './package/web.js'\n${SHOW_VERSION}`)
    assert.equal(await titleOf(folder), version)
  })

  test('built by Vite', async () => {
    const source = join(project, 'vite-app')
    mkdirSync(source)
    writeFileSync(join(source, 'index.html'), HTML)
    writeFileSync(join(source, 'main.js'), `import { load } from 'quality-selfcheck'\n${SHOW_VERSION}`)
    const outDir = join(project, 'vite-app-built')
    await vite.build({
      root: source,
      base: './',
      logLevel: 'warn',
      configFile: false,
      build: { outDir, target: 'es2022' },
    })
    assert.equal(await titleOf(outDir), version)
  })

  test('bundled by esbuild, with the wasm file beside the bundle', async () => {
    await bundleWithEsbuild('browser', `import { load } from 'quality-selfcheck'\n${SHOW_VERSION}`, 'bundle-browser')
    assert.equal(await titleOf(join(project, 'bundle-browser')), version)
  })
})

async function bundleWithEsbuild(platform, code, folder, options = {}) {
  const outdir = join(project, folder)
  await esbuild.build({
    stdin: { contents: code, resolveDir: project, sourcefile: 'main.js' },
    outfile: join(outdir, 'main.js'),
    bundle: true,
    platform,
    format: 'esm',
    target: 'es2022',
    logLevel: 'warning',
    ...options,
  })
  if (!readdirSync(outdir).some((file) => file.endsWith('.wasm'))) {
    cpSync(join(installed, 'quality_selfcheck.wasm'), join(outdir, 'quality_selfcheck.wasm'))
  }
  writeFileSync(join(outdir, 'index.html'), HTML)
}

/** Opens a folder's page under the content security policy that the page is served with. */
async function titleOf(folder) {
  const server = await serve(folder)
  const browser = await chromium.launch({ executablePath: findBrowser() })
  try {
    const page = await browser.newPage()
    const errors = []
    page.on('pageerror', (error) => errors.push(error.message))
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
    await page.goto(server.address)
    await page.waitForFunction(() => document.title !== '', null, { timeout: 10_000 }).catch(() => {})
    assert.deepEqual(errors, [])
    return await page.title()
  } finally {
    await browser.close()
    await server.close()
  }
}
