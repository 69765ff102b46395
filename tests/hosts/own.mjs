// The hosts for which the repository has what they need.
import { cpSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import * as esbuild from 'esbuild'
import ts from 'typescript'
import { makeCodePackage, startPhone } from '../miniprogram/phone.mjs'
import { installed, root } from '../package/installed.mjs'
import {
  CLASSIC_PAGE,
  folder,
  imported,
  PAGE,
  posting,
  printed,
  printing,
  TASK,
  TITLING_WORKER,
  title,
  titling,
  version,
} from './workshop.mjs'

const web = `${root}www/web`
const ESBUILD = `esbuild ${version('esbuild', 'package.json')}`
const TYPESCRIPT = `TypeScript ${version('typescript', 'package.json')}`
const VITE = `Vite ${version('vite', 'www/web/package.json')}`
const vite = () => imported('vite', web)

const REQUIRING = `const { load } = require('quality-selfcheck')\n${TASK}\ntask(load).then(console.log, console.error)\n`

/** By name: the entry that the host takes, what the host is to be told, and what it answers. */
export const OWN = {
  'Node, ES modules': {
    entry: '.',
    run: (name) => printed(folder(name, { 'main.mjs': printing() }), process.execPath, 'main.mjs'),
  },
  'Node, CommonJS': {
    entry: '.',
    run: (name) => printed(folder(name, { 'main.cjs': REQUIRING }), process.execPath, 'main.cjs'),
  },
  [`${TYPESCRIPT}, moduleResolution bundler`]: {
    entry: '.',
    run: (name) =>
      typed(name, 'main.ts', { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler }),
  },
  [`${TYPESCRIPT}, nodenext`]: {
    entry: '.',
    run: (name) => typed(name, 'main.mts', { module: ts.ModuleKind.NodeNext }),
  },
  [`${TYPESCRIPT}, node16, CommonJS`]: {
    entry: '.',
    run: (name) => typed(name, 'main.cts', { module: ts.ModuleKind.Node16 }),
  },
  [`${ESBUILD}, ES module`]: {
    entry: '.',
    told: 'the wasm files of the package lie beside the bundle',
    run: async (name) => {
      const place = await bundled(name, { format: 'esm' })
      for (const file of readdirSync(installed).filter((file) => file.endsWith('.wasm'))) {
        cpSync(join(installed, file), join(place, file))
      }
      return title(place)
    },
  },
  [`${ESBUILD}, IIFE`]: {
    entry: './inline',
    run: async (name) => title(await bundled(name, { format: 'iife' }, 'quality-selfcheck/inline')),
  },
  [`${ESBUILD}, CommonJS`]: {
    entry: './inline',
    run: async (name) => {
      const place = folder(name, { 'source/main.js': printing('quality-selfcheck/inline').replace('./', '../') })
      await built(place, { format: 'cjs', platform: 'node', outfile: join(place, 'main.cjs') })
      return printed(place, process.execPath, 'main.cjs')
    },
  },
  [`${VITE}, build`]: { entry: '.', run: (name) => builtByVite(name, vite) },
  [`${VITE}, development server`]: {
    entry: '.',
    run: async (name) => {
      const place = folder(name, { 'index.html': PAGE, 'main.js': titling() })
      const { createServer } = await vite()
      const server = await createServer({ root: place, configFile: false, logLevel: 'error', server: { port: 0 } })
      try {
        await server.listen()
        return await title(server.resolvedUrls.local[0])
      } finally {
        await server.close()
      }
    },
  },
  [`${VITE}, module worker`]: {
    entry: '.',
    told: "`worker: { format: 'es' }`",
    run: (name) =>
      builtByVite(name, vite, {
        'main.js': `const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' })\n${TITLING_WORKER}`,
        'worker.js': posting(),
      }),
  },
  [`${VITE}, server-side rendering`]: {
    entry: '.',
    run: async (name) => {
      const place = folder(name, { 'main.js': printing() })
      const { build } = await vite()
      await build({ root: place, configFile: false, logLevel: 'error', build: { ssr: 'main.js', outDir: 'built' } })
      return printed(place, process.execPath, 'built/main.js')
    },
  },
  'a worker that the package starts': {
    entry: './worker',
    run: (name) => builtByVite(name, vite, { 'main.js': titling('quality-selfcheck/worker') }),
  },
  'a service worker': {
    entry: './inline',
    run: (name) => {
      const register = `
        navigator.serviceWorker.register('./service.js')
        navigator.serviceWorker.ready.then(({ active }) => active.postMessage(''))
        navigator.serviceWorker.onmessage = ({ data }) => { document.title = data }`
      const service = `
        importScripts('./script.js')
        ${TASK}
        const answer = task(qualitySelfcheck.load).catch(String)
        self.onmessage = async ({ source }) => source.postMessage(await answer)`
      const place = folder(name, { 'index.html': CLASSIC_PAGE, 'main.js': register, 'service.js': service })
      cpSync(join(installed, 'inline/script.js'), join(place, 'script.js'))
      return title(place)
    },
  },
  'a page that is opened as a file': {
    entry: './inline',
    run: (name) => {
      const script = `${TASK}\ntask(qualitySelfcheck.load).catch(String).then((said) => { document.title = said })`
      const page = CLASSIC_PAGE.replace('<script', '<script src="./script.js"></script><script')
      const place = folder(name, { 'index.html': page, 'main.js': script })
      cpSync(join(installed, 'inline/script.js'), join(place, 'script.js'))
      return title(pathToFileURL(join(place, 'index.html')).href)
    },
  },
  'a WeChat mini-program, with its own types': {
    entry: 'miniprogram_dist, miniprogram_review_dist',
    run: async (name) => {
      const place = folder(name, { 'main.cts': MINI_PROGRAM })
      const said = compiled(place, 'main.cts', {
        module: ts.ModuleKind.CommonJS,
        moduleResolution: ts.ModuleResolutionKind.Bundler,
        customConditions: ['miniprogram'],
      })
      if (said) return said
      // No phone that is simulated runs a compiled file of a page: it runs the task.
      const phone = startPhone('ios-12', makeCodePackage())
      const [core, review] = await Promise.all([phone.require('quality-selfcheck').load(), phone.loadReview()])
      return phone.run(`(${TASK})`)(async () => ({ ...core, ...review, review: async () => {} }))
    },
  },
}

const MINI_PROGRAM = `import { load } from 'quality-selfcheck'
load().then((core) => {
  const text: string = core.scoreGovernance({ assessment: { units: { 'C1.1': { level: 1 } } } }).total.text
  core.openCase({ today: '2026-03-12' }).close()
  // @ts-expect-error a function of the page's package
  core.review()
  return text
})
`

/** The answer where the compiler says nothing and the program, as it writes it, comes to it; else what the compiler says. */
function typed(name, file, options) {
  const place = folder(name, { [file]: TYPED })
  return compiled(place, file, options) || printed(place, process.execPath, file.replace('ts', 'js'))
}

/** What the compiler says of a file; it writes the program where it says nothing. */
function compiled(place, file, options) {
  const target = ts.ScriptTarget.ES2022
  const strict = { strict: true, exactOptionalPropertyTypes: true, skipLibCheck: false, types: [], target }
  const program = ts.createProgram([join(place, file)], { ...strict, lib: ['lib.es2022.d.ts'], ...options })
  const host = { getCanonicalFileName: (name) => name, getCurrentDirectory: () => place, getNewLine: () => '\n' }
  const said = ts.formatDiagnostics(ts.getPreEmitDiagnostics(program), host)
  if (!said) program.emit()
  return said
}

/** The task, with the types that a user would write. */
const TYPED = `import { load, type Core, type Scorecard } from 'quality-selfcheck'
declare const console: { log(text: string): void }
async function answer(): Promise<string> {
  const core: Core = await load()
  const card: Scorecard = core.scoreGovernance({ assessment: { units: { 'C1.1': { level: 1 } } } })
  await core.review()
  const { findings } = core.lintPack({ pack: { guide: 'governance', extends: '2021-1' } })
  const { dossier } = core.readDossier({
    text: '{"format":"quality-selfcheck","version":"2.0","kind":"enterprise","id":"1","title":"一份档案"}',
  })
  const open = core.openCase({ dossier, today: '2026-03-12' })
  open.apply([{ op: 'add', path: '/answers/ST1-1', value: { verdict: 'conforming' } }])
  const verdict: string | null | undefined = open.dossier().answers?.['ST1-1']?.verdict
  open.close()
  return \`\${card.total.text} \${findings[0]?.rule} \${verdict}\`
}
answer().then(console.log)
`

async function bundled(name, options, entry) {
  const page = options.format === 'esm' ? PAGE : CLASSIC_PAGE
  const source = titling(entry).replace('./', '../')
  const place = folder(name, { 'source/main.js': source, 'page/index.html': page })
  await built(place, { ...options, outfile: join(place, 'page/main.js') })
  return join(place, 'page')
}

function built(place, options) {
  return esbuild.build({ entryPoints: [join(place, 'source/main.js')], bundle: true, logLevel: 'error', ...options })
}

export async function builtByVite(name, vite, files = { 'main.js': titling() }) {
  const place = folder(name, { 'index.html': PAGE, ...files })
  const { build } = await vite()
  const options = { outDir: 'built', target: 'es2022', emptyOutDir: true }
  await build({
    root: place,
    base: './',
    configFile: false,
    logLevel: 'error',
    worker: { format: 'es' },
    build: options,
  })
  return title(join(place, 'built'))
}
