// The package loads wherever it is promised to: in plain Node, through bundlers, and in a browser with the page's own headers.
import assert from 'node:assert/strict'
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { chromium } from '@playwright/test'
import * as esbuild from 'esbuild'
import { findBrowser } from '../../pkg-config/commands/browser.mjs'
import { serve } from '../../pkg-config/commands/serve.mjs'
import { ofAnotherVersion } from '../content-file.mjs'
import { installed, project, root, runInProject } from './installed.mjs'

// The page's own Vite.
const vite = await import(pathToFileURL(createRequire(`${root}www/web/package.json`).resolve('vite')))

const CONTENT = 'quality_selfcheck_content.wasm'
const OTHER_VERSION = '内容文件和程序不是同一版本，请刷新后重试'
const PRINT_VERSION = 'console.log((await load()).about().version)'
const SHOW_VERSION = 'document.title = (await load()).about().version'
const SHOW_WIDTH = "document.title = (await load()).drawChart({ chart: { kind: 'pareto', title: '', bars: [] } }).width"
const HTML =
  '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><script type="module" src="./main.js"></script>'
const { version } = await import(pathToFileURL(join(installed, 'package.json')), { with: { type: 'json' } }).then(
  (module) => module.default,
)

suite('Node', () => {
  test('as a module', () => {
    assert.equal(runInProject('plain.js', `import { load } from 'quality-selfcheck'\n${PRINT_VERSION}`).trim(), version)
  })

  test('bundled by esbuild, with the wasm files beside the bundle', async () => {
    await bundleWithEsbuild('node', `import { load } from 'quality-selfcheck'\n${PRINT_VERSION}`, 'bundle-node')
    assert.equal(runInProject('run.js', `await import('./bundle-node/main.js')`).trim(), version)
  })

  test('bundled by esbuild, with the wasm files named', async () => {
    const code = `
      import { load } from 'quality-selfcheck'
      import content from 'quality-selfcheck/content'
      import documentsWasm from 'quality-selfcheck/documents-wasm'
      import reviewWasm from 'quality-selfcheck/review-wasm'
      import wasm from 'quality-selfcheck/wasm'
      const here = (file) => new URL(file, import.meta.url)
      const others = { reviewWasm: here(reviewWasm), documentsWasm: here(documentsWasm) }
      const core = await load({ wasm: here(wasm), ...others, content: here(content) })
      console.log(core.about().version)`
    await bundleWithEsbuild('node', code, 'bundle-named', { loader: { '.wasm': 'file' } })
    assert.equal(runInProject('run.js', `await import('./bundle-named/main.js')`).trim(), version)
  })

  test('from bytes', () => {
    const code = `
      import { readFileSync } from 'node:fs'
      import { load } from 'quality-selfcheck'
      const files = ['wasm', 'review-wasm', 'documents-wasm', 'content']
      const [wasm, reviewWasm, documentsWasm, content] = files.map(file =>
        readFileSync(new URL(import.meta.resolve('quality-selfcheck/' + file))))
      console.log((await load({ wasm, reviewWasm, documentsWasm, content })).about().version)`
    assert.equal(runInProject('bytes.js', code).trim(), version)
  })

  for (const program of ['wasm', 'reviewWasm', 'documentsWasm']) {
    test(`is started once, and again after ${program} failed`, () => {
      const code = `
        import { load } from 'quality-selfcheck'
        const failed = await load({ ${program}: new Uint8Array(1) }).catch(error => error.name)
        const [one, two] = [load(), load()]
        console.log(failed, one === two, (await one).about().version)`
      assert.equal(runInProject(`again-${program}.js`, code).trim(), `CompileError true ${version}`)
    })
  }

  test('is not started without the content, nor with that of another version, and then again', () => {
    writeFileSync(join(project, 'other.wasm'), ofAnotherVersion(readFileSync(join(installed, CONTENT))))
    const code = `
      import { load } from 'quality-selfcheck'
      const here = (file) => new URL(file, import.meta.url)
      const refusal = ({ message }) => message
      console.log(await load({ content: here('./nowhere.wasm') }).catch(refusal))
      console.log(await load({ content: here('./other.wasm') }).catch(refusal))
      console.log(await load({ content: new URL(import.meta.resolve('quality-selfcheck/wasm')) }).catch(refusal))
      console.log((await load()).about().version)`
    const [missing, ...others] = runInProject('content.js', code).trim().split('\n')
    assert.match(missing, /no such file.*nowhere\.wasm/)
    assert.deepEqual(others, [OTHER_VERSION, OTHER_VERSION, version])
  })
})

suite('the entries', () => {
  test('share nothing but the content, which is asked for once', () => {
    const code = `
      import { load as loadSteps } from 'quality-selfcheck/steps'
      import { load as loadReview } from 'quality-selfcheck/review'
      const steps = await loadSteps()
      const review = await loadReview({ content: './not-asked-for.wasm' })
      console.log(steps.about().version, 'improvementPath' in steps, 'about' in review)
      console.log(review.evidenceList({ assessment: { units: {} } }).units.length)
      const { load: loadDocuments } = await import('quality-selfcheck/documents')
      const documents = await loadDocuments()
      console.log('drawChart' in steps, 'drawChart' in review, documents === await loadDocuments())
      const { load } = await import('quality-selfcheck')
      const core = await load()
      const apart = [steps, review, documents].reduce((sum, api) => sum + Object.keys(api).length, 0)
      console.log(Object.keys(core).length - apart, 'exportReport' in core, 'exportSummary' in core, Object.isFrozen(core))`
    const expected = `${version} false false\n31\nfalse false true\n2 true true true`
    assert.equal(runInProject('entries.js', code).trim(), expected)
  })

  test('that of documents needs no content', () => {
    const code = `
      import { renameSync } from 'node:fs'
      import { load } from 'quality-selfcheck/documents'
      const content = new URL(import.meta.resolve('quality-selfcheck/content'))
      const away = new URL('./away.wasm', content)
      renameSync(content, away)
      try {
        const { drawChart, writeDocument } = await load()
        const blocks = [{ kind: 'paragraph', text: '一段' }]
        const { name, bytes } = writeDocument({ document: { name: '样张', title: '样张', head: '', foot: '', blocks }, format: 'docx' })
        console.log(drawChart({ chart: { kind: 'pareto', title: '', bars: [] } }).width, name, String.fromCharCode(bytes[0], bytes[1]))
      } finally {
        renameSync(away, content)
      }`
    assert.equal(runInProject('documents.js', code).trim(), '640 样张.docx PK')
  })

  test('ask for the content again after a failure, whoever met it', () => {
    const code = `
      import { load as loadSteps } from 'quality-selfcheck/steps'
      import { load as loadReview } from 'quality-selfcheck/review'
      const refusal = ({ name, code }) => code ?? name
      console.log(await loadSteps({ content: new Uint8Array(1) }).catch(refusal))
      console.log('lintPack' in await loadReview(), (await loadSteps({ content: './not-asked-for.wasm' })).about().version)
      const packs = [{ guide: 'governance', extends: '征求意见稿 2022-03', manifest: { edition: '示例' } }]
      console.log((await loadReview({ packs })).anonymiseDossier !== (await loadReview()).anonymiseDossier)`
    assert.equal(runInProject('entries-again.js', code).trim(), `CompileError\ntrue ${version}\ntrue`)
  })
})

suite('packs of one’s own', () => {
  const extending = (guide, edition, changes) => JSON.stringify({ guide, extends: edition, ...changes })
  const words = extending('assistance', '编制说明 征求意见阶段 2026-05', {
    checklist: [{ code: 'ST1', items: [{ code: 'ST1-2', requirement: '另一句话' }] }],
  })
  const weights = extending('governance', '征求意见稿 2022-03', {
    schemes: [
      {
        id: 'default-2026-1',
        weights: [
          { code: 'C1', weight: '5' },
          { code: 'C2', weight: '3' },
        ],
      },
    ],
  })
  const dangling = extending('assistance', '编制说明 征求意见阶段 2026-05', {
    checklist: [{ code: 'ST1', items: [{ code: 'ST1-2', causes: ['Z9'] }] }],
  })
  const first = `
    import { load } from 'quality-selfcheck'
    const asks = core => core.checklistItems({}).items.find(item => item.code === 'ST1-2').requirement
    const weighs = core => core.scoreGovernance({ assessment: { units: {} } }).indicators[0].weight.text
    const refusal = error => [error.name, error instanceof Error, error.code, error.path].join(' ')
    const [words, weights, dangling] = [${words}, ${weights}, ${dangling}]`

  test('are what the functions of that load read, and of no other', () => {
    const code = `${first}
      const plain = await load()
      const [one, two] = [await load({ packs: [words] }), await load({ packs: [weights, words] })]
      console.log([plain, one, two].map(weighs).join())
      console.log(asks(one), asks(two), asks(plain) === asks(await load()) && asks(plain) !== asks(one))
      console.log(plain === await load(), plain === await load({ packs: [] }), one === plain)`
    const expected = '4.00,4.00,5.00\n另一句话 另一句话 true\ntrue true false'
    assert.equal(runInProject('packs.js', code).trim(), expected)
  })

  test('may be what is asked for first', () => {
    const code = `${first}
      const own = await load({ packs: [words] })
      console.log(asks(own), asks(await load()) !== asks(own))`
    assert.equal(runInProject('packs-first.js', code).trim(), '另一句话 true')
  })

  test('that cannot be used are refused with their place, and nothing else is', () => {
    const code = `${first}
      console.log(await load({ packs: [weights, dangling] }).catch(refusal))
      console.log(await load({ packs: [words, words] }).catch(refusal))
      console.log(await load({ packs: [{}] }).catch(refusal))
      console.log(await load({ packs: words }).catch(refusal))
      console.log(asks(await load({ packs: [words] })), (await load()).about().version)`
    const expected = [
      'QualitySelfcheckError true invalid-pack /1/checklist/ST1/items/ST1-2/causes/0',
      'QualitySelfcheckError true duplicate-key /1/guide',
      'QualitySelfcheckError true unknown-code /0/guide',
      'QualitySelfcheckError true wrong-type ',
      `另一句话 ${version}`,
    ]
    assert.equal(runInProject('packs-refused.js', code).trim(), expected.join('\n'))
  })
})

suite('browser', { skip: findBrowser() ? false : 'no Chrome or Chromium' }, () => {
  test('as a plain module script', async () => {
    const folder = join(project, 'plain-script')
    cpSync(installed, join(folder, 'package'), { recursive: true })
    writeFileSync(join(folder, 'index.html'), HTML)
    writeFileSync(join(folder, 'main.js'), `import { load } from './package/index.js'\n${SHOW_VERSION}`)
    assert.equal(await titleOf(folder), version)
  })

  test('says what is wrong with the content, and starts when it is there', async () => {
    const folder = join(project, 'without-content')
    cpSync(installed, join(folder, 'package'), { recursive: true })
    writeFileSync(join(folder, 'index.html'), HTML)
    writeFileSync(join(folder, 'other.wasm'), ofAnotherVersion(readFileSync(join(installed, CONTENT))))
    const code = `
      import { load } from './package/index.js'
      const refusal = ({ message }) => message.replace(/^.*[/]/, '')
      const said = [await load({ content: './nowhere.wasm' }).catch(refusal), await load({ content: './other.wasm' }).catch(refusal)]
      document.title = [...said, (await load()).about().version].join('|')`
    writeFileSync(join(folder, 'main.js'), code)
    const missing = /Failed to load resource.*404/
    assert.equal(await titleOf(folder, missing), ['nowhere.wasm: HTTP 404', OTHER_VERSION, version].join('|'))
  })

  const PROGRAMS = ['quality_selfcheck', 'quality_selfcheck_review', 'quality_selfcheck_documents']
  const WITH_CONTENT = [...PROGRAMS, 'quality_selfcheck_content']
  for (const [entry, files, shown] of [
    ['quality-selfcheck', WITH_CONTENT, SHOW_VERSION],
    ['quality-selfcheck/steps', ['quality_selfcheck', 'quality_selfcheck_content'], SHOW_VERSION],
    ['quality-selfcheck/documents', ['quality_selfcheck_documents'], SHOW_WIDTH],
  ]) {
    test(`${entry}, built by Vite`, async () => {
      const source = join(project, `vite-app/${entry}`)
      mkdirSync(source, { recursive: true })
      writeFileSync(join(source, 'index.html'), HTML)
      writeFileSync(join(source, 'main.js'), `import { load } from '${entry}'\n${shown}`)
      const outDir = join(project, `vite-app-built/${entry}`)
      await vite.build({
        root: source,
        base: './',
        logLevel: 'warn',
        configFile: false,
        build: { outDir, target: 'es2022' },
      })
      assert.equal(await titleOf(outDir), shown === SHOW_WIDTH ? '640' : version)

      // Who asks for one program carries neither the others nor their glue.
      const built = readdirSync(join(outDir, 'assets'))
      // Vite puts a hash of eight characters behind the name; it may hold a hyphen.
      const wasm = built.filter((file) => file.endsWith('.wasm')).map((file) => file.replace(/-.{8}\.wasm$/, ''))
      assert.deepEqual(wasm.sort(), [...files].sort())
      const code = built
        .filter((file) => file.endsWith('.js'))
        .map((file) => readFileSync(join(outDir, 'assets', file)))
      for (const program of PROGRAMS) {
        assert.equal(Buffer.concat(code).includes(`./${program}_bg.js`), files.includes(program), program)
      }
    })
  }

  test('bundled by esbuild, with the wasm files beside the bundle', async () => {
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
    for (const file of readdirSync(installed).filter((file) => file.endsWith('.wasm'))) {
      cpSync(join(installed, file), join(outdir, file))
    }
  }
  writeFileSync(join(outdir, 'index.html'), HTML)
}

/** Opens a folder's page under the content security policy that the page is served with. */
async function titleOf(folder, expectedError) {
  const server = await serve(folder)
  const browser = await chromium.launch({ executablePath: findBrowser() })
  try {
    const page = await browser.newPage()
    const errors = []
    page.on('pageerror', (error) => errors.push(error.message))
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
    await page.goto(server.address)
    await page.waitForFunction(() => document.title !== '', null, { timeout: 10_000 }).catch(() => {})
    assert.deepEqual(
      errors.filter((error) => !expectedError?.test(error)),
      [],
    )
    return await page.title()
  } finally {
    await browser.close()
    await server.close()
  }
}
