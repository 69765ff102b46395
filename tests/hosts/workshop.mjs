// Where hosts are tried: a folder with the task, the files of a host, and the package as it is installed.
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from '@playwright/test'
import { findBrowser } from '../../pkg-config/commands/browser.mjs'
import { serve } from '../../pkg-config/commands/serve.mjs'
import { installed, root } from '../package/installed.mjs'
import { task } from './task.js'

/** What the task answers. */
export const ANSWER = '1.0 edition conforming'

const HTML = '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">'
export const PAGE = `${HTML}<script type="module" src="./main.js"></script>`
export const CLASSIC_PAGE = `${HTML}<script src="./main.js"></script>`

/** The task in a module, its answer where the host shows it. */
const using = (entry, show) =>
  `import { load } from '${entry}'\nimport { task } from './task.js'\ntask(load).then(${show}, ${show})\n`
export const printing = (entry = 'quality-selfcheck') => using(entry, 'console.log')
export const titling = (entry = 'quality-selfcheck') => using(entry, '(said) => { document.title = said }')
export const posting = (entry = 'quality-selfcheck') => using(entry, '(said) => postMessage(String(said))')
/** The page of a worker, and the task where there are no modules. */
export const TITLING_WORKER = 'worker.onmessage = ({ data }) => { document.title = data }'
export const TASK = task.toString()

/** What other hosts are made of is installed here, and below it they find it. */
export const packages = `${root}target/hosts`

/** A folder of its own with these files, in which the package is found. */
export function folder(name, files) {
  const place = join(packages, name.replaceAll(/\W+/g, '-').toLowerCase())
  rmSync(place, { recursive: true, force: true })
  mkdirSync(place, { recursive: true })
  cpSync(join(root, 'tests/hosts/task.js'), join(place, 'task.js'))
  for (const [file, text] of Object.entries({ 'package.json': '{ "type": "module" }', ...files })) {
    mkdirSync(dirname(join(place, file)), { recursive: true })
    writeFileSync(join(place, file), text)
  }
  cpSync(installed, join(place, 'node_modules/quality-selfcheck'), { recursive: true })
  return place
}

/** What a program prints in a folder. */
export function printed(place, program, ...args) {
  // The host's own Node is no test of ours, which what it starts would report to.
  const env = { ...process.env, NODE_TEST_CONTEXT: undefined, NO_COLOR: '1', NEXT_TELEMETRY_DISABLED: '1' }
  return execFileSync(program, args, { cwd: place, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], env }).trim()
}

/** What a module of the packages of other hosts, or of the page's own, exports. */
export async function imported(name, from = packages) {
  const require = createRequire(join(from, 'package.json'))
  return import(pathToFileURL(require.resolve(name)).href)
}

let browser
/** To be called after the last page. */
export async function closeBrowser() {
  await (await browser)?.close()
}

/** The title of a page, which may be a folder that is served with the page's own headers. */
export async function title(place) {
  const server = place.includes('://') ? undefined : await serve(place)
  browser ??= chromium.launch({ executablePath: findBrowser() })
  const page = await (await browser).newPage()
  try {
    const said = []
    page.on('pageerror', (error) => said.push(error.message))
    page.on('console', (message) => message.type() === 'error' && said.push(message.text()))
    await page.goto(server?.address ?? place)
    await page.waitForFunction(() => document.title !== '', null, { timeout: 10_000 }).catch(() => {})
    return (await page.title()) || said.join('\n')
  } finally {
    await page.close()
    await server?.close()
  }
}

/** The version of a package of other hosts, or of the repository's own. */
export function version(name, of = 'tests/hosts/package.json') {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(root + of, 'utf8'))
  return { ...dependencies, ...devDependencies }[name].replace(/^.*@/, '')
}
