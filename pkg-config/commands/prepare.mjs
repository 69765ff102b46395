// The steps from a fresh clone to the finished page, each left out when nothing that it reads has changed.
// Until the npm packages are installed, only what Node itself brings may be imported here.
import { cpSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { CONTENT, PROGRAMS, root, target, written } from '../assemble/paths.mjs'
import { run, seconds } from './run.mjs'
import { allBut, whenChanged } from './stamps.mjs'
import { ensureToolchain } from './toolchain.mjs'

const XTASK = ['cargo', 'run', '--locked', '--package', 'xtask', '--']

export const toolchain = { name: 'Rust toolchain', work: ensureToolchain }

export const npmPackages = {
  name: 'npm packages',
  work: () => {
    writeManifestPlaceholder()
    return stamped('npm-packages', {
      inputs: ['package.json', 'package-lock.json', 'www/web/package.json'],
      outputs: ['node_modules/.package-lock.json'],
      command: ['npm', 'ci', '--no-audit', '--no-fund'],
    })
  },
}

/** Only the bench compares with anybody, and so only it installs them. */
export const peers = {
  name: 'packages to compare with',
  work: () =>
    stamped('peers', {
      inputs: ['tests/bench/package.json', 'tests/bench/package-lock.json'],
      outputs: ['tests/bench/node_modules/.package-lock.json'],
      command: ['npm', 'ci', '--prefix', 'tests/bench', '--no-audit', '--no-fund'],
    }),
}

/** What hosts of other makers are made of: 700 MB, which only the layer that tries them installs, beside what they build. */
export const hosts = {
  name: 'packages of other hosts',
  work: () => {
    const manifests = ['package.json', 'package-lock.json']
    mkdirSync(`${target}hosts`, { recursive: true })
    for (const file of manifests) cpSync(`${root}tests/hosts/${file}`, `${target}hosts/${file}`)
    return stamped('hosts', {
      inputs: manifests.map((file) => `tests/hosts/${file}`),
      outputs: ['target/hosts/node_modules/.package-lock.json'],
      command: ['npm', 'ci', '--prefix', 'target/hosts', '--no-audit', '--no-fund'],
    })
  },
}

/** What of the package runs. The page needs nothing else of it, and does not wait for the rest. */
const RUNNING = [
  ...PROGRAMS.flatMap((program) => [`${program}.wasm`, `${program}_bg.js`]),
  CONTENT,
  'programs.js',
  ...readdirSync(written),
].map((name) => `target/npm/${name}`)

export const core = {
  name: 'core',
  work: () =>
    stamped('core', {
      inputs: allBut('docs', 'tests', 'www'),
      outputs: RUNNING,
      command: [...XTASK, 'build'],
    }),
}

/** The package as it is published: with types, schemas, documents and what mini-programs take. */
export const corePackage = {
  name: 'npm package',
  work: () =>
    stamped('core-package', {
      inputs: allBut('tests', 'www'),
      outputs: ['target/npm', 'target/size.json'],
      command: [...XTASK, 'complete'],
    }),
}

export const page = {
  name: 'page',
  work: () =>
    stamped('page', {
      inputs: [...allBut('docs', 'src', 'tests'), ...RUNNING],
      outputs: ['target/web'],
      command: ['npm', 'run', 'build', '--workspace', 'www/web'],
    }),
}

/** Runs the steps in order, those of a list at the same time, and stops where one fails. */
export async function prepare(steps) {
  const started = Date.now()
  const all = steps.flat()
  const take = async (step) => {
    const stepStarted = Date.now()
    const title = `[${all.indexOf(step) + 1}/${all.length}] ${step.name}`
    console.log(title)
    console.log(`${title}: ${await step.work()} (${seconds(stepStarted)})`)
  }
  for (const step of steps) await Promise.all([step].flat().map(take))
  console.log(`ready in ${seconds(started)}`)
}

async function stamped(stamp, { inputs, outputs, command: [program, ...args] }) {
  const ran = await whenChanged(stamp, { inputs, outputs }, async () => {
    const { ok } = await run(program, args)
    if (!ok) throw new Error(`${program} ${args.join(' ')} failed`)
  })
  return ran ? 'done' : 'unchanged'
}

/** The page depends on the package in target/npm, which is built with tools that npm has yet to install. */
function writeManifestPlaceholder() {
  const manifest = `${target}npm/package.json`
  if (existsSync(manifest)) return
  mkdirSync(`${target}npm`, { recursive: true })
  writeFileSync(manifest, `${JSON.stringify({ name: 'quality-selfcheck' })}\n`)
}

/** For commands: a step's failure is one line, after all that the step itself has printed. */
export async function main(work) {
  try {
    await work()
  } catch (error) {
    console.error(`\n${error.message}`)
    process.exitCode = 1
  }
}
