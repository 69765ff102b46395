// What whoever clones the repository waits for: `npm start` until the page is served, and `npm test` for the second time.
import { execFileSync, spawn } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../../pkg-config/assemble/paths.mjs'
import { run } from '../../pkg-config/commands/run.mjs'
import { factor, table, whole } from './table.mjs'

/** Settings of the owner's that say where packages come from; caches are left behind. */
const SETTINGS = ['.npmrc', '.cargo/config.toml']

/** `commits` are those of the states, ours first. */
export async function commandsTable(commits) {
  const times = []
  for (const commit of commits) {
    console.log(`a fresh clone of ${commit}`)
    times.push(await timed(commit))
  }
  const rows = ['fresh clone → page served', 'npm test, second run'].map((work, row) => {
    const [ours, ...others] = times.map((time) => time[row])
    const shown = ({ seconds, ok }) => `${whole(seconds)} s${ok ? '' : ', failing'}`
    return [work, ...[ours, ...others].map(shown), ...others.map(({ seconds }) => factor(ours.seconds / seconds))]
  })
  return table(['work', ...commits, ...commits.slice(1).map(() => `${commits[0]} takes`)], rows)
}

async function timed(commit) {
  // Outside of this repository, whose settings for cargo would be added to those of the clone.
  const folder = mkdtempSync(join(tmpdir(), 'quality-selfcheck-'))
  const [clone, home] = ['clone', 'home'].map((name) => join(folder, name))
  const env = emptyHome(home)
  execFileSync('git', ['clone', '--quiet', root, clone])
  execFileSync('git', ['checkout', '--quiet', commit], { cwd: clone })
  try {
    return [await untilServed(clone, env), [await tested(clone, env), await tested(clone, env)][1]]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A home in which nothing is kept but settings. The Rust toolchain is the machine's. */
function emptyHome(home) {
  for (const file of SETTINGS.filter((file) => existsSync(join(homedir(), file)))) {
    mkdirSync(join(home, file, '..'), { recursive: true })
    copyFileSync(join(homedir(), file), join(home, file))
  }
  mkdirSync(home, { recursive: true })
  const rustup = process.env.RUSTUP_HOME ?? join(homedir(), '.rustup')
  // npm hands its settings, its cache among them, on to what it runs.
  const ofNpm = Object.keys(process.env).filter((name) => /^npm_/i.test(name))
  const none = Object.fromEntries([...ofNpm, 'CARGO_TARGET_DIR'].map((name) => [name, undefined]))
  return { ...none, HOME: home, CARGO_HOME: join(home, '.cargo'), RUSTUP_HOME: rustup, PORT: '0' }
}

/** Seconds until the page answers. */
function untilServed(clone, env) {
  const started = Date.now()
  const child = spawn('npm', ['start'], { cwd: clone, env: { ...process.env, ...env }, detached: true })
  let output = ''
  return new Promise((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', async (chunk) => {
      output += chunk
      const address = /质量自查: (http\S+)/.exec(output)?.[1]
      if (!address) return
      child.stdout.removeAllListeners('data').resume()
      const { ok } = await fetch(address)
      process.kill(-child.pid)
      resolve({ seconds: (Date.now() - started) / 1000, ok })
    })
    child.stderr.resume()
    child.on('error', reject)
    child.on('close', () => reject(new Error(`npm start has ended: ${output.slice(-2000)}`)))
  })
}

async function tested(clone, env) {
  const started = Date.now()
  const { ok } = await run('npm', ['test'], {
    cwd: clone,
    env: { ...env, CARGO_TARGET_DIR: join(clone, 'target') },
    limitSeconds: 7200,
  })
  return { seconds: (Date.now() - started) / 1000, ok }
}
