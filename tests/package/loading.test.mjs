// The package loads wherever it is promised to: in plain Node, through bundlers, in a browser with the page's own headers, in a
// worker and from a file. What keeps it from loading is said.
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
import { ofAnotherRelease, ofAnotherVersion } from '../other-versions.mjs'
import { installed, project, root, runInProject } from './installed.mjs'

// The page's own Vite.
const vite = await import(pathToFileURL(createRequire(`${root}www/web/package.json`).resolve('vite')))

const CONTENT = 'quality_selfcheck_content'
const PRINT_VERSION = 'console.log((await load()).about().version)'
const SHOW_VERSION = 'document.title = (await load()).about().version'
const HTML =
  '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><script type="module" src="./main.js"></script>'
const { version } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'))
const CHART = "{ chart: { kind: 'pareto', title: '', bars: [] } }"

/** What modules of the project begin with: the files of the package as bytes, and how a refusal is printed. */
const PRELUDE = `
  import { readFileSync } from 'node:fs'
  const place = (name) => new URL(import.meta.resolve('quality-selfcheck/' + name))
  const file = (name) => readFileSync(place(name))
  const files = () => ({ wasm: file('wasm'), reviewWasm: file('review-wasm'), documentsWasm: file('documents-wasm'), content: file('content') })
  const say = ({ name, code, path }) => [name, code, path].join(' ').trim()
  const said = (work) => { try { return work() } catch (error) { return say(error) } }`
writeFileSync(join(project, 'other.wasm'), ofAnotherVersion(readFileSync(join(installed, `${CONTENT}.wasm`))))
writeFileSync(join(project, 'old.wasm'), ofAnotherRelease(readFileSync(join(installed, 'quality_selfcheck.wasm'))))

/** What a module of the project prints, line by line. */
const lines = (file, code) =>
  runInProject(file, file.endsWith('.cjs') ? code : `${PRELUDE}\n${code}`)
    .trim()
    .split('\n')

suite('Node', () => {
  test('as a module', () => {
    assert.deepEqual(lines('plain.js', `import { load } from 'quality-selfcheck'\n${PRINT_VERSION}`), [version])
  })

  test('as CommonJS', () => {
    const code = `require('quality-selfcheck').load().then((core) => console.log(core.about().version))`
    assert.deepEqual(lines('plain.cjs', code), [version])
  })

  test('bundled by esbuild, with the wasm files beside the bundle', async () => {
    await bundleWithEsbuild('node', `import { load } from 'quality-selfcheck'\n${PRINT_VERSION}`, 'bundle-node')
    assert.deepEqual(lines('run.js', `await import('./bundle-node/main.js')`), [version])
  })

  test('bundled by esbuild as CommonJS, likewise', async () => {
    const code = `require('quality-selfcheck').load().then((core) => console.log(core.about().version))`
    const options = { format: 'cjs', logOverride: { 'empty-import-meta': 'silent' } }
    await bundleWithEsbuild('node', code, 'bundle-commonjs', options)
    assert.deepEqual(lines('run.cjs', `require('./bundle-commonjs/main.cjs')`), [version])
  })

  test('bundled by esbuild, with the wasm files named', async () => {
    const code = `
      import { fileURLToPath } from 'node:url'
      import { load } from 'quality-selfcheck'
      import content from 'quality-selfcheck/content'
      import wasm from 'quality-selfcheck/wasm'
      const here = (file) => new URL(file, import.meta.url)
      console.log((await load({ wasm: here(wasm), content: fileURLToPath(here(content)) })).about().version)`
    await bundleWithEsbuild('node', code, 'bundle-named', { loader: { '.wasm': 'file' } })
    assert.deepEqual(lines('run.js', `await import('./bundle-named/main.js')`), [version])
  })

  test('from bytes, a module, and promises of a response and of a buffer', () => {
    const code = `
      import { load } from 'quality-selfcheck'
      const core = await load({
        wasm: new WebAssembly.Module(file('wasm')),
        reviewWasm: Promise.resolve(new Response(file('review-wasm'), { headers: { 'Content-Type': 'application/wasm' } })),
        documentsWasm: Promise.resolve(new Uint8Array(file('documents-wasm')).buffer),
        content: file('content'),
        with: ['review', 'documents'],
      })
      console.log(core.about().version, core.drawChart(${CHART}).width)`
    assert.deepEqual(lines('bytes.js', code), [`${version} 640`])
  })

  test('nothing is fetched', () => {
    const code = `
      globalThis.fetch = () => { throw new Error('fetched') }
      const { load } = await import('quality-selfcheck')
      console.log((await load({ with: ['review', 'documents'] })).about().version)`
    assert.deepEqual(lines('not-fetched.js', code), [version])
  })
})

suite('what keeps it from loading is said, and the next load starts again', () => {
  for (const [what, options, code, path = ''] of [
    ['a file that is not there', '{ wasm: "./nowhere.wasm" }', 'load-http'],
    ['an answer with another status', '{ wasm: new Response("", { status: 503 }) }', 'load-http'],
    ['a promise that fails', '{ content: Promise.reject(new Error("offline")) }', 'load-http'],
    ['bytes that are no wasm', '{ wasm: new Uint8Array(8) }', 'load-wasm'],
    ['half a file', '{ content: file("content").subarray(0, 9999) }', 'load-wasm'],
    ['half a program', '{ wasm: file("wasm").subarray(0, 9999) }', 'load-wasm'],
    ['the program of review', '{ wasm: file("review-wasm") }', 'version-mismatch'],
    ['the content in place of a program', '{ wasm: file("content") }', 'version-mismatch'],
    ['a program in place of the content', '{ content: file("wasm") }', 'version-mismatch'],
    ['content of another version', '{ content: "./other.wasm" }', 'version-mismatch'],
    ['a program of another version', '{ wasm: "./old.wasm" }', 'version-mismatch'],
    ['bytes that are not review', '{ reviewWasm: new Uint8Array(8), with: ["review"] }', 'load-wasm'],
    ['content in place of documents', '{ documentsWasm: file("content"), with: ["documents"] }', 'version-mismatch'],
    ['an option that there is not', '{ "wasm/": "" }', 'unknown-key', '/wasm~1'],
    ['packs, which have a function of their own', '{ packs: [] }', 'unknown-key', '/packs'],
    ['a program that there is not', '{ with: ["review", "reviews"] }', 'unknown-code', '/with/1'],
    ['programs that are no list', '{ with: "review" }', 'wrong-type', '/with'],
    ['a file that is a number', '{ wasm: 5 }', 'wrong-type', '/wasm'],
    ['options that are none', '5', 'wrong-type'],
  ]) {
    test(what, () => {
      const module = `
        import { load } from 'quality-selfcheck'
        console.log(await load(${options}).catch(say))
        console.log((await load({ ...files(), with: ['review', 'documents'] })).about().version)`
      const expected = `QualitySelfcheckError ${code} ${path}`.trim()
      assert.deepEqual(lines('refused.js', module), [expected, version])
    })
  }

  test('it says which file and which status', () => {
    const code = `
      import { load } from 'quality-selfcheck'
      console.log(await load({ wasm: './nowhere.wasm' }).catch(({ message }) => message))
      const response = Object.defineProperty(new Response('', { status: 404 }), 'url', { value: 'https://example.org/a.wasm' })
      console.log(await load({ wasm: response }).catch(({ message }) => message))`
    assert.deepEqual(lines('said.js', code), [
      '没有读到 ./nowhere.wasm（ENOENT）',
      '没有取到 https://example.org/a.wasm（HTTP 404），请检查网络后重试',
    ])
  })
})

suite('one load', () => {
  test('answers once, with the functions of the first program; the others say what to await', () => {
    const code = `
      import { load } from 'quality-selfcheck'
      const [one, two] = [load(), load()]
      const core = await one
      const message = (work) => { try { return work() } catch ({ code, message }) { return code + ' ' + message } }
      console.log(one === two, Object.isFrozen(core), core.about().version)
      console.log(message(() => core.reportForms()))
      console.log(message(() => core.drawChart({})))
      console.log(message(() => core.exportReport({})))
      const { reportForms } = core
      console.log((await core.review()) === core, reportForms().forms.length > 0, message(() => core.exportReport({})))
      const documents = await core.documents()
      console.log(documents.drawChart(${CHART}).width, core.drawChart(${CHART}).width, said(() => core.exportReport()))`
    const [once, inReview, inDocuments, inBoth, review, documents] = lines('one.js', code)
    assert.equal(once, `true true ${version}`)
    assert.equal(inReview, 'not-loaded reportForms 在 review 里，请先 await core.review()')
    assert.equal(inDocuments, 'not-loaded drawChart 在 documents 里，请先 await core.documents()')
    const both = 'not-loaded exportReport 在 review、documents 里，请先 await core.review()、await core.documents()'
    assert.equal(inBoth, both)
    assert.equal(review, `true true ${both}`)
    assert.equal(documents, '640 640 QualitySelfcheckError wrong-type /dossier')
  })

  test('brings more at once, and each file is asked for once', () => {
    const code = `
      import { syncBuiltinESMExports } from 'node:module'
      import promises from 'node:fs/promises'
      const { readFile } = promises
      const asked = []
      promises.readFile = (path) => { if (/wasm$/.test(path)) asked.push(typeof path === 'string' && path.replace(/^.*quality_selfcheck/, '')); return readFile(path) }
      syncBuiltinESMExports()
      const { load } = await import('quality-selfcheck')
      const [core, same] = await Promise.all([load({ with: ['review'] }), load({ with: ['documents', 'review'] })])
      console.log(core === same, core.reportForms().forms.length > 0, core.drawChart(${CHART}).width)
      console.log(asked.sort().join())`
    assert.deepEqual(lines('with.js', code), ['true true 640', '.wasm,_content.wasm,_documents.wasm,_review.wasm'])
  })

  test('documents alone needs no content', () => {
    const code = `
      import { load } from 'quality-selfcheck'
      const failed = await load({ content: new Uint8Array(1), with: ['documents'] }).catch(say)
      console.log(failed)`
    assert.deepEqual(lines('documents.js', code), ['QualitySelfcheckError load-wasm'])
  })
})

suite('other entries', () => {
  test('slim takes what it is handed and says what is missing', () => {
    const code = `
      import { load } from 'quality-selfcheck/slim'
      console.log(await load({ wasm: file('wasm') }).catch(say), await load({ ...files(), wasm: './quality_selfcheck.wasm' }).catch(say))
      const { documentsWasm } = files()
      const core = await load({ wasm: file('wasm'), content: file('content'), reviewWasm: 5 })
      console.log(core.about().version, await core.review().then(() => 'loaded', say), await load({ documentsWasm, with: ['documents'] }) === core)`
    const refused = (option) => `QualitySelfcheckError wrong-type /${option}`
    assert.deepEqual(lines('slim.js', code), [
      `${refused('content')} ${refused('wasm')}`,
      `${version} ${refused('reviewWasm')} true`,
    ])
  })

  test('slim and the first entry are one in the same page', () => {
    const code = `
      import { load } from 'quality-selfcheck'
      import { load as loadSlim } from 'quality-selfcheck/slim'
      console.log((await load()) === (await loadSlim()))`
    assert.deepEqual(lines('both.js', code), ['true'])
  })

  test('slim has no place in it, and so any bundler makes any format of it', async () => {
    for (const format of ['cjs', 'iife']) {
      const code = "import { load } from 'quality-selfcheck/slim'\nglobalThis.load = load"
      await bundleWithEsbuild('browser', code, `bundle-slim-${format}`, {
        format,
        logOverride: { 'empty-import-meta': 'error' },
      })
    }
  })

  test('inline as a module, as CommonJS and as a script brings everything along', () => {
    const print = "load({ with: ['review', 'documents'] }).then((core) => console.log(core.about().version))"
    assert.deepEqual(lines('inline.js', `import { load } from 'quality-selfcheck/inline'\n${print}`), [version])
    assert.deepEqual(lines('inline.cjs', `const { load } = require('quality-selfcheck/inline')\n${print}`), [version])
    const script = `
      const code = require('node:fs').readFileSync(require.resolve('quality-selfcheck/inline/script.js'), 'utf8')
      require('node:vm').runInThisContext(code)
      const { load } = qualitySelfcheck
      ${print}`
    assert.deepEqual(lines('inline-script.cjs', script), [version])
  })

  test('errors: what is sent from thread to thread is an error again', () => {
    const code = `
      import { load } from 'quality-selfcheck'
      import { isQualitySelfcheckError, plainError, reviveError } from 'quality-selfcheck/errors'
      const core = await load()
      const caught = (work) => { try { work() } catch (error) { return error } }
      for (const error of [caught(() => core.checkUscc({})), caught(() => core.reportForms()), new TypeError('own')]) {
        const again = reviveError(structuredClone(plainError(error)))
        console.log(isQualitySelfcheckError(error), isQualitySelfcheckError(again), again instanceof Error, again.message === error.message, say(again))
      }
      console.log(isQualitySelfcheckError(null), isQualitySelfcheckError('text'))`
    assert.deepEqual(lines('errors.js', code), [
      'true true true true QualitySelfcheckError wrong-type /code',
      'true true true true QualitySelfcheckError not-loaded',
      'false false true true TypeError',
      'false false',
    ])
  })
})

suite('packs of one’s own', () => {
  const extending = (guide, edition, changes) => JSON.stringify({ guide, extends: edition, ...changes })
  const words = extending('assistance', '编制说明 征求意见阶段 2026-05，修订 1', {
    checklist: [{ code: 'ST1', items: [{ code: 'ST1-2', requirement: '另一句话' }] }],
  })
  const weights = extending('governance', '征求意见稿 2022-03，修订 1', {
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
  const dangling = extending('assistance', '编制说明 征求意见阶段 2026-05，修订 1', {
    checklist: [{ code: 'ST1', items: [{ code: 'ST1-2', causes: ['Z9'] }] }],
  })
  const first = `
    import { load } from 'quality-selfcheck'
    const asks = core => core.checklistItems({}).items.find(item => item.code === 'ST1-2').requirement
    const weighs = core => core.scoreGovernance({ assessment: { units: {} } }).indicators[0].weight.text
    const [words, weights, dangling] = [${words}, ${weights}, ${dangling}]
    const core = await load()`

  test('are what the functions of that API read, and of no other', () => {
    const code = `${first}
      const [one, two] = [core.withPacks([words]), core.withPacks([weights, words])]
      console.log([core, one, two, one.withPacks([])].map(weighs).join())
      console.log(asks(one), asks(two), asks(core) !== asks(one))`
    assert.deepEqual(lines('packs.js', code), ['4.00,4.00,5.00,4.00', '另一句话 另一句话 true'])
  })

  test('are read by what is loaded later as well, as they were when they were given', () => {
    const code = `${first}
      const packs = [{ ...words, manifest: { edition: '示例 1' } }]
      const own = core.withPacks(packs)
      packs[0].manifest.edition = '示例 2'
      await core.review()
      const dossier = { format: 'quality-selfcheck', version: '2.0', kind: 'enterprise', id: 'x', title: 't' }
      const printed = (core) => JSON.stringify(core.reportDocument({ dossier, form: 'checklist', today: '2026-07-10' }))
      console.log(own.about().packs[0].edition, [own, core].map((core) => printed(core).includes('另一句话')).join())
      console.log(own.reportForms().forms.length === (await own.review()).reportForms().forms.length)`
    assert.deepEqual(lines('packs-later.js', code), ['示例 1 true,false', 'true'])
  })

  test('are closed, and then refuse everything; an open case goes on', () => {
    const code = `${first}
      await core.documents()
      const own = core.withPacks([words])
      const dossier = { format: 'quality-selfcheck', version: '2.0', kind: 'enterprise', id: 'x', title: 't' }
      const open = own.openCase({ dossier, today: '2026-07-10' })
      own.drawChart(${CHART})
      own.close()
      own.close()
      const calls = [() => own.about(), () => own.openCase({}), () => own.withPacks([]), () => own.drawChart(${CHART})]
      console.log(calls.map(said).join())
      console.log(open.steps().length > 0, asks(core.withPacks([words])))`
    const closed = 'QualitySelfcheckError case-closed'
    assert.deepEqual(lines('packs-closed.js', code), [Array(4).fill(closed).join(), 'true 另一句话'])
  })

  test('say what should be looked at in them, as lintPack says it', () => {
    const code = `${first}
      const text = '请写到 {nobody} 条以上'
      const unsure = { ...words, plan: { rules: { rules: [{ rule: 'matter-length', text }] } } }
      await core.review()
      const { ok, findings } = core.lintPack({ pack: unsure })
      const own = core.withPacks([weights, unsure])
      console.log(ok, findings.length, own.findings.map(({ path, rule, severity }) => [path, rule, severity]).join())
      console.log(findings.every(({ path, ...said }, place) =>
        JSON.stringify({ path: '/1' + path, ...said }) === JSON.stringify(own.findings[place])))
      console.log(core.withPacks([words]).findings.length, 'findings' in core)`
    assert.deepEqual(lines('packs-findings.js', code), [
      'true 1 /1/plan/rules/rules/matter-length/text,placeholder,warning',
      'true',
      '0 false',
    ])
  })

  test('that cannot be used are refused with their place', () => {
    const code = `${first}
      for (const packs of [[weights, dangling], [words, words], [{}], words, [{ ...words, plan: NaN }]]) {
        console.log(said(() => core.withPacks(packs)))
      }
      console.log(asks(core.withPacks([words])))`
    const refused = (rest) => `QualitySelfcheckError ${rest}`
    assert.deepEqual(lines('packs-refused.js', code), [
      refused('invalid-pack /1/checklist/ST1/items/ST1-2/causes/0'),
      refused('duplicate-key /1/guide'),
      refused('unknown-code /0/guide'),
      refused('wrong-type'),
      refused('wrong-type /0/plan'),
      '另一句话',
    ])
  })

  test('1,000 times open, refused and closed take no more memory than once', () => {
    const code = `
      const { instantiate } = WebAssembly
      const memories = []
      WebAssembly.instantiate = async (...args) => {
        const instance = await instantiate(...args)
        memories.push(instance.exports.memory)
        return instance
      }
      const { load } = await import('quality-selfcheck')
      const core = await load({ with: ['review'] })
      const [words, weights, dangling] = [${words}, ${weights}, ${dangling}]
      const size = () => memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0)
      const once = () => {
        const own = core.withPacks([weights])
        own.about()
        own.close()
      }
      const inAll = () => {
        const own = core.withPacks([words, weights])
        own.reportForms()
        own.close()
        said(() => core.withPacks([weights, dangling]))
      }
      once()
      inAll()
      const before = size()
      for (let round = 0; round < 1000; round++) once()
      for (let round = 0; round < 30; round++) inAll()
      console.log(memories.length, before > 0, size() - before <= 2 * 1024 * 1024)`
    assert.deepEqual(lines('packs-memory.js', code), ['3 true true'])
  })
})

suite('browser', { skip: findBrowser() ? false : 'no Chrome or Chromium' }, () => {
  /** A folder with the package, and a page that runs this. */
  const site = (name, code, html = HTML) => {
    const folder = join(project, name)
    cpSync(installed, join(folder, 'package'), { recursive: true })
    writeFileSync(join(folder, 'index.html'), html)
    writeFileSync(join(folder, 'main.js'), code)
    return folder
  }

  test('as a plain module script', async () => {
    assert.equal(await titleOf(site('plain', `import { load } from './package/index.js'\n${SHOW_VERSION}`)), version)
  })

  test('says what is wrong with a file, and starts when it is there', async () => {
    const code = `
      import { load } from './package/index.js'
      const refusal = ({ code, message }) => code + ' ' + message.replace(/http:.*[/]/, '')
      const said = [await load({ content: './nowhere.wasm' }).catch(refusal), await load({ wasm: './index.html' }).catch(refusal)]
      const unreachable = await load({ wasm: 'http://127.0.0.1:9/' }).catch(({ code }) => code)
      document.title = [...said, unreachable, (await load({ wasm: './package/quality_selfcheck.wasm', content: './package/${CONTENT}.wasm' })).about().version].join('|')`
    const said = [
      'load-http 没有取到 nowhere.wasm（HTTP 404），请检查网络后重试',
      'load-wasm wasm 不是质量自查的文件，或者没有传完整',
      'load-http',
      version,
    ]
    assert.equal(await titleOf(site('wrong', code), /404|Content Security Policy|violates/), said.join('|'))
  })

  test('says that the page forbids WebAssembly', async () => {
    const policy = `<meta http-equiv="Content-Security-Policy" content="script-src 'self'">`
    const code = `
      import { load } from './package/index.js'
      document.title = await load().catch(({ code, message }) => code + ' ' + message)`
    const title = await titleOf(site('forbidden', code, HTML.replace('<link', `${policy}<link`)), /./)
    assert.equal(title, "load-csp 内容安全策略不允许运行 WebAssembly，请在 script-src 里加上 'wasm-unsafe-eval'")
  })

  test('in a worker: promises, errors as they are, open cases and packs', async () => {
    const code = `
      import { load } from './package/worker.js'
      const say = ({ name, code, path }) => [name, code, path].join(' ').trim()
      const core = await load()
      const shown = [core === await load(), (await core.about()).version]
      shown.push(await core.reportForms().catch(({ message }) => message), (await core.review()) === core)
      await core.documents()
      const dossier = { format: 'quality-selfcheck', version: '2.0', kind: 'association', id: 'x', title: 't', governance: { assessment: { units: {} } } }
      const { name, bytes } = await core.exportReport({ dossier, form: 'governance', format: 'docx', today: '2026-07-10' })
      shown.push(name, bytes instanceof Uint8Array)
      for (const level of [NaN, () => 1, new Map(), 1n, /x/]) {
        shown.push(await core.scoreGovernance({ assessment: { units: { 'C1.1': { level } } } }).catch(say))
      }
      const open = await core.openCase({ dossier, today: '2026-07-10' })
      const change = await open.apply([{ op: 'replace', path: '/title', value: '新名' }], { join: false })
      shown.push(change.revision, (await open.dossier()).title, (await open.view('governance')).missing.length, Array.isArray(open.opened.changes))
      shown.push(await open.apply([{ op: 'replace', path: '/titel', value: '' }]).catch(say))
      await open.close()
      shown.push(await open.steps().catch(({ code }) => code))
      const own = await core.withPacks([{ guide: 'governance', extends: '征求意见稿 2022-03，修订 1', manifest: { edition: '示例' } }])
      shown.push((await own.about()).packs[1].edition, own.findings.length, await core.withPacks([{}]).catch(say))
      await own.close()
      shown.push(await own.about().catch(({ code }) => code), await load({ wsm: '' }).catch(say))
      core.terminate()
      shown.push(await core.about().catch(({ code }) => code), (await (await load()).about()).version)
      document.title = shown.join('|')`
    const level = 'QualitySelfcheckError wrong-type /assessment/units/C1.1/level'
    assert.deepEqual((await titleOf(site('worker', code))).split('|'), [
      'true',
      version,
      'reportForms 在 review 里，请先 await core.review()',
      'true',
      '行业质量共治自评报告-t-2026-07-10-草稿.docx',
      'true',
      ...Array(5).fill(level),
      '1',
      '新名',
      '31',
      'true',
      'QualitySelfcheckError missing-path /patch/0/path',
      'case-closed',
      '示例',
      '0',
      'QualitySelfcheckError unknown-code /0/guide',
      'case-closed',
      'QualitySelfcheckError unknown-key /wsm',
      'case-closed',
      version,
    ])
  })

  test('a page that is opened as a file runs the script that has everything inside', async () => {
    const code = 'qualitySelfcheck.load().then((core) => { document.title = core.about().version })'
    const scripts = '<script src="./package/inline/script.js"></script><script src="./main.js"></script>'
    const folder = site('from-file', code, `<!doctype html><meta charset="utf-8">${scripts}`)
    assert.equal(await titleAt(pathToFileURL(join(folder, 'index.html')).href), version)
  })

  for (const [entry, asked] of [
    ['quality-selfcheck', SHOW_VERSION],
    ['quality-selfcheck/worker', 'document.title = (await (await load()).about()).version'],
  ]) {
    test(`${entry}, built by Vite: nothing of the other programs is fetched`, async () => {
      const source = join(project, `vite-app/${entry}`)
      mkdirSync(source, { recursive: true })
      writeFileSync(join(source, 'index.html'), HTML)
      writeFileSync(join(source, 'main.js'), `import { load } from '${entry}'\n${asked}`)
      const outDir = join(project, `vite-app-built/${entry}`)
      await vite.build({
        root: source,
        base: './',
        logLevel: 'warn',
        configFile: false,
        build: { outDir, target: 'es2022' },
      })
      const fetched = []
      assert.equal(await titleOf(outDir, undefined, fetched), version)
      const names = fetched
        .map((address) => address.match(/quality_selfcheck(?:_[a-z]+)?(?=.*\.wasm$)/)?.[0])
        .filter(Boolean)
      assert.deepEqual(names.sort(), ['quality_selfcheck', CONTENT])
      // Nor is the glue of another program in what is.
      const scripts = fetched
        .filter((address) => address.endsWith('.js'))
        .map((address) => readFileSync(join(outDir, new URL(address).pathname), 'utf8'))
      if (entry === 'quality-selfcheck') assert.equal(scripts.join('').match(/__wbg_set_wasm:/g).length, 1)
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
    outfile: join(outdir, options.format === 'cjs' ? 'main.cjs' : 'main.js'),
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
async function titleOf(folder, expectedError, fetched) {
  const server = await serve(folder)
  try {
    return await titleAt(server.address, expectedError, fetched)
  } finally {
    await server.close()
  }
}

/** The title that a page gives itself; `fetched` is told what it asks for. */
async function titleAt(address, expectedError, fetched = []) {
  const browser = await chromium.launch({ executablePath: findBrowser() })
  try {
    const page = await browser.newPage()
    const errors = []
    page.on('pageerror', (error) => errors.push(error.message))
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
    page.context().on('request', (request) => fetched.push(request.url()))
    await page.goto(address)
    await page.waitForFunction(() => document.title !== '', null, { timeout: 10_000 }).catch(() => {})
    assert.deepEqual(
      errors.filter((error) => !expectedError?.test(error)),
      [],
    )
    return await page.title()
  } finally {
    await browser.close()
  }
}
