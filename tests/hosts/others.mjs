// The hosts that have packages of their own, which package.json beside this file lists.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { findProgram } from '../../pkg-config/commands/programs.mjs'
import { said } from '../engines/process.mjs'
import { builtByVite } from './own.mjs'
import {
  ANSWER,
  CLASSIC_PAGE,
  folder,
  imported,
  PAGE,
  packages,
  posting,
  printed,
  printing,
  TITLING_WORKER,
  title,
  titling,
  version,
} from './workshop.mjs'

const WEBPACK = `webpack ${version('webpack')}`
const ROLLUP = `Rollup ${version('rollup')}`
const NEXT = `Next ${version('next')}`
const { execPath } = process
const script = (path) => join(packages, 'node_modules', path)

export const OTHERS = {
  [`Vite ${version('vite')}, build`]: {
    entry: '.',
    run: (name) => builtByVite(name, () => imported('vite')),
  },
  [`${WEBPACK}, web`]: {
    entry: '.',
    run: async (name) => title(await packed(name, 'web', { 'main.js': titling() })),
  },
  [`${WEBPACK}, worker`]: {
    entry: '.',
    run: async (name) => {
      const page = `const worker = new Worker(new URL('./worker.js', import.meta.url))\n${TITLING_WORKER}`
      return title(await packed(name, 'web', { 'main.js': page, 'worker.js': posting() }))
    },
  },
  [`${WEBPACK}, node`]: {
    entry: '.',
    run: async (name) =>
      printed(await packed(name, 'node', { 'main.js': printing(), 'package.json': '{}' }), execPath, 'main.js'),
  },
  [`${ROLLUP}, ES module`]: {
    entry: '.',
    told: '`@rollup/plugin-node-resolve`, `@web/rollup-plugin-import-meta-assets`',
    run: (name) => rolled(name, 'es', titling()),
  },
  [`${ROLLUP}, IIFE`]: {
    entry: './inline',
    told: '`@rollup/plugin-node-resolve`',
    run: (name) => rolled(name, 'iife', titling('quality-selfcheck/inline')),
  },
  [`${NEXT}, on the server`]: { entry: '.', run: async (name) => (await nextSite(name)).server },
  [`${NEXT}, in the browser`]: { entry: '.', run: async (name) => (await nextSite(name)).client },
  [`vitest ${version('vitest')}`]: {
    entry: '.',
    run: (name) =>
      tested(name, script('vitest/vitest.mjs'), ['run'], {
        'task.test.js': `import { expect, test } from 'vitest'\n${TESTED}`.replace('ENTRY', 'quality-selfcheck'),
      }),
  },
  [`jest ${version('jest')}, ES modules, jsdom`]: {
    entry: './inline',
    told: '`node --experimental-vm-modules`; `TextEncoder` and `TextDecoder` of `node:util`, which jsdom lacks',
    run: (name) =>
      tested(name, '--experimental-vm-modules', [script('jest/bin/jest.js')], {
        'task.test.js': TESTED.replace('ENTRY', 'quality-selfcheck/inline'),
        'text.js':
          "import { TextDecoder, TextEncoder } from 'node:util'\nObject.assign(globalThis, { TextDecoder, TextEncoder })\n",
        'package.json': JSON.stringify({
          type: 'module',
          jest: { testEnvironment: 'jsdom', transform: {}, setupFiles: ['./text.js'] },
        }),
      }),
  },
  [`Deno ${version('deno')}`]: {
    entry: '.',
    told: '`--allow-read`',
    run: (name) => {
      const manifest = '{ "type": "module", "dependencies": { "quality-selfcheck": "*" } }'
      const place = folder(name, { 'main.js': printing(), 'package.json': manifest })
      return printed(place, binary('deno'), 'run', '--quiet', '--allow-read', 'main.js')
    },
  },
  [`Bun ${version('bun')}`]: {
    entry: '.',
    run: (name) => printed(folder(name, { 'main.js': printing() }), binary('bun'), 'main.js'),
  },
}

/** Built by webpack; the page beside it where it is one. */
async function packed(name, target, files) {
  const place = folder(name, { 'built/index.html': target === 'web' ? CLASSIC_PAGE : '', ...files })
  const { default: webpack } = await imported('webpack')
  const output = { path: join(place, 'built'), filename: 'main.js' }
  const settings = { context: place, mode: 'production', entry: './main.js', target, output }
  const stats = await new Promise((resolve, reject) => {
    webpack(settings, (error, stats) => (error ? reject(error) : resolve(stats)))
  })
  if (stats.hasErrors()) throw new Error(stats.toString({ all: false, errors: true }))
  return join(place, 'built')
}

async function rolled(name, format, main) {
  const place = folder(name, { 'built/index.html': format === 'es' ? PAGE : CLASSIC_PAGE, 'main.js': main })
  const [{ rollup }, { nodeResolve }, { importMetaAssets }] = await Promise.all(
    ['rollup', '@rollup/plugin-node-resolve', '@web/rollup-plugin-import-meta-assets'].map((name) => imported(name)),
  )
  const plugins = [nodeResolve(), ...(format === 'es' ? [importMetaAssets()] : [])]
  const bundle = await rollup({ input: join(place, 'main.js'), plugins })
  await bundle.write({ dir: join(place, 'built'), format })
  await bundle.close()
  return title(join(place, 'built'))
}

const TESTED = `import { load } from 'ENTRY'
import { task } from './task.js'
test('the task', async () => expect(await task(load)).toBe('${ANSWER}'))
`

/** The answer where the test runner is content; else it throws what that says. */
function tested(name, program, args, files) {
  printed(folder(name, files), execPath, program, ...args)
  return ANSWER
}

let site
/** The same site for both: what the server wrote into the page, and what the page wrote itself. */
function nextSite() {
  site ??= startedSite()
  return site
}

async function startedSite() {
  const place = folder('next', {
    'next.config.mjs': `export default { turbopack: { root: ${JSON.stringify(packages)} } }\n`,
    'app/layout.js': `export default ({ children }) => <html lang="zh"><body>{children}</body></html>\n`,
    'app/page.js': `import { load } from 'quality-selfcheck'
import { task } from '../task.js'
import Client from './client.js'
export const dynamic = 'force-dynamic'
export default async function Page() {
  return <><p>{await task(load)}</p><Client /></>
}
`,
    'app/client.js': `'use client'
import { useEffect } from 'react'
import { load } from 'quality-selfcheck'
import { task } from '../task.js'
export default function Client() {
  useEffect(() => {
    task(load).catch(String).then((said) => { document.title = said })
  }, [])
  return null
}
`,
  })
  const next = script('next/dist/bin/next')
  printed(place, execPath, next, 'build')
  const server = spawn(execPath, [next, 'start', '--port', '0'], { cwd: place, stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    const [address] = await said(server, server.stdout, /http:\/\/localhost:\d+/)
    const page = await (await fetch(address)).text()
    return { server: page.match(/<p>(.*?)<\/p>/)?.[1], client: await title(address) }
  } finally {
    server.kill()
  }
}

/** Where its package has the program, with and without the script that npm runs after it is installed. */
function binary(name) {
  const found = findProgram([], PROGRAMS[name].map(script))
  if (!found) throw new Error(`there is no ${name} for this machine`)
  return found
}

const MACHINE = `${process.platform}-${process.arch}`
const PROGRAMS = {
  deno: [`@deno/${MACHINE}-glibc/deno`, `@deno/${MACHINE}/deno`, `@deno/${MACHINE}/deno.exe`],
  bun: [`@oven/bun-${MACHINE}/bin/bun`, `@oven/bun-${MACHINE}/bin/bun.exe`, 'bun/bin/bun.exe'],
}
