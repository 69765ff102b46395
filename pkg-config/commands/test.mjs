// npm test: every layer of tests, the cheap ones first, and a table of what ran.
// `npm test -- wasm page` runs only the layers whose name holds one of the words; the others count as skipped.
// `npm test -- --all` also runs the heavy layers, which a plain run leaves out.
import { readdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { root } from '../assemble/paths.mjs'
import { ensureBrowser } from './browser.mjs'
import { ensureFirefox } from './firefox.mjs'
import { keptFrom, report, unrun } from './layers.mjs'
import { ensureOffice } from './office.mjs'
import { core, corePackage, hosts, main, npmPackages, page, prepare, toolchain } from './prepare.mjs'
import { run, seconds } from './run.mjs'
import { cargoTests, nodeTests, oneCheck, playwrightTests } from './tally.mjs'
import { ensureWebKit } from './webkit.mjs'

const CARGO_TEST = ['cargo', 'test', '--locked', '--no-fail-fast']
const TEST_RUNNER = ['--features', 'test-runner']
const WASM = ['--target', 'wasm32-unknown-unknown']
// The library's own tests have no part that is for wasm.
const WASM_TESTS = ['--test', 'rust', ...WASM]
const node = (script, ...args) => [process.execPath, `node_modules/${script}`, ...args]

// What a layer needs of the machine: how it is had, the variable that names it if any, and what is said where it cannot be had.
const BROWSER = { ensure: ensureBrowser, variable: 'QS_CHROMIUM', absent: 'no Chrome or Chromium was' }
const FIREFOX = { ensure: ensureFirefox, variable: 'QS_FIREFOX', absent: 'no Firefox was' }
const WEBKIT = { ensure: ensureWebKit, variable: 'QS_WEBKIT', absent: 'no WebKitGTK with WebKitWebDriver and Xvfb was' }
const OFFICE = { ensure: ensureOffice, variable: 'QS_SOFFICE', absent: 'no LibreOffice with poppler’s pdftotext was' }
const HOSTS = { ensure: () => hosts.work().catch(() => undefined), absent: 'not all packages of other hosts were' }

const LAYERS = [
  { name: 'Rust format', command: ['cargo', 'fmt', '--all', '--check'] },
  {
    name: 'JavaScript format and lint',
    command: node(
      '@biomejs/biome/bin/biome',
      'ci',
      '--error-on-warnings',
      `--colors=${process.stdout.isTTY ? 'force' : 'off'}`,
    ),
  },
  { name: 'commands', command: nodeTest('tests/commands'), tally: nodeTests },
  {
    name: 'Rust lint, native',
    command: ['cargo', 'clippy', '--locked', '--workspace', '--all-targets', '--all-features', '--', '-D', 'warnings'],
  },
  { name: 'Rust lint, wasm', command: ['cargo', 'clippy', '--locked', '--tests', ...WASM, '--', '-D', 'warnings'] },
  { name: 'Rust lint, steps as shipped', command: lintAsShipped('steps') },
  { name: 'Rust lint, review as shipped', command: lintAsShipped('review') },
  { name: 'Rust lint, documents as shipped', command: lintAsShipped('documents') },
  {
    name: 'Rust documentation',
    command: ['cargo', 'doc', '--locked', '--no-deps', '--all-features'],
    env: { RUSTDOCFLAGS: '-D warnings' },
  },
  // Each package by itself, as the other layers and `npm start` compile it: together they would be compiled once more.
  { name: 'core, native', command: [...CARGO_TEST, '--all-features'], tally: cargoTests },
  { name: 'packaging tool', command: [...CARGO_TEST, '--package', 'xtask', ...TEST_RUNNER], tally: cargoTests },
  { name: 'core, wasm in Node', command: [...CARGO_TEST, ...WASM_TESTS], tally: cargoTests },
  {
    name: 'core, wasm in Chromium',
    needs: BROWSER,
    command: [...CARGO_TEST, ...WASM_TESTS],
    env: { WASM_BINDGEN_USE_BROWSER: '1' },
    tally: cargoTests,
  },
  { name: 'core build', step: core, isNeededBelow: true },
  { name: 'package build', step: corePackage, isNeededBelow: true },
  { name: 'npm package', command: nodeTest('tests/package'), tally: nodeTests },
  { name: 'package in Chromium', needs: BROWSER, command: nodeTest('tests/engines', 'chromium'), tally: nodeTests },
  { name: 'package in Firefox', needs: FIREFOX, command: nodeTest('tests/engines', 'firefox'), tally: nodeTests },
  { name: 'package in WebKitGTK', needs: WEBKIT, command: nodeTest('tests/engines', 'webkit'), tally: nodeTests },
  { name: 'hosts', needs: BROWSER, command: nodeTest('tests/hosts', 'own'), tally: nodeTests },
  {
    name: 'hosts of other makers',
    isHeavy: true,
    needs: [BROWSER, HOSTS],
    command: nodeTest('tests/hosts', 'others'),
    tally: nodeTests,
  },
  { name: 'mini-program', command: nodeTest('tests/miniprogram'), tally: nodeTests },
  { name: 'office files in LibreOffice', needs: OFFICE, command: nodeTest('tests/office'), tally: nodeTests },
  { name: 'page types', command: ['npm', 'run', 'check', '--workspace', 'www/web'] },
  { name: 'page build', step: page, isNeededBelow: true },
  {
    name: 'page in Chromium',
    needs: BROWSER,
    command: node(
      '@playwright/test/cli.js',
      'test',
      '--config',
      'tests/web/playwright.config.ts',
      '--reporter',
      'list',
    ),
    tally: playwrightTests,
  },
]

await main(async () => {
  const started = Date.now()
  await prepare([[toolchain, npmPackages]])
  const args = process.argv.slice(2)
  const results = []
  let broken
  for (const layer of LAYERS) {
    const note = keptFrom(layer, args)
    const layerStarted = Date.now()
    console.log(`\n=== ${layer.name}`)
    let result
    if (note) result = unrun(note)
    else if (broken) result = { passed: 0, failed: 1, skipped: 0, note: `not run: ${broken} failed` }
    else result = await runLayer(layer)
    if (result.failed > 0 && layer.isNeededBelow) broken = layer.name
    if (result.note) console.log(result.note)
    results.push({ name: layer.name, time: seconds(layerStarted), ...result })
  }
  const { text, hasFailed } = report(results, seconds(started), process.env.CI !== 'true')
  if (hasFailed) process.exitCode = 1
  console.log(`\n${text}`)
})

async function runLayer({ step, command, env = {}, tally = oneCheck, needs = [] }) {
  if (step) {
    return step.work().then(
      (note) => ({ passed: 1, failed: 0, skipped: 0, note }),
      (error) => ({ passed: 0, failed: 1, skipped: 0, note: error.message }),
    )
  }
  const found = {}
  for (const { ensure, variable, absent } of [needs].flat()) {
    const needed = await ensure()
    if (!needed) return { passed: 0, failed: 0, skipped: 1, note: `skipped: ${absent} found or could be installed` }
    if (variable) found[variable] = needed
  }
  const [program, ...args] = command
  const { ok, output } = await run(program, args, { env: { ...env, ...found } })
  return tally(ok, output)
}

function lintAsShipped(part) {
  const built = ['--lib', '--no-default-features', '--features', `${part},js`, ...WASM]
  return ['cargo', 'clippy', '--locked', ...built, '--', '-D', 'warnings']
}

/**
 * The tests of a folder, or those of its one file of that name. Node 20 takes no patterns, only files; and by itself it leaves
 * a core idle, which of two is half of them.
 */
function nodeTest(folder, only = '') {
  const files = readdirSync(root + folder).filter((name) => name.endsWith(`${only}.test.mjs`))
  const options = ['--test', `--test-concurrency=${availableParallelism()}`, '--test-reporter=spec']
  return [process.execPath, ...options, ...files.map((name) => `${folder}/${name}`)]
}
