// Makes sure of the Rust toolchain that rust-toolchain.toml names.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { root } from '../assemble/paths.mjs'
import { run } from './run.mjs'

/** Installs what is missing, and only that. Where rustup's automatic installation is off, nobody else does. */
export async function ensureToolchain() {
  const { channel, components, targets } = wanted()
  if (isComplete(channel, components, targets)) return `Rust ${channel} is there`
  if (!answers('rustup', ['--version'])) {
    throw new Error(`Rust ${channel} is not installed. Install rustup (https://rustup.rs), then start again.`)
  }
  const options = [...components.flatMap((name) => ['-c', name]), ...targets.flatMap((name) => ['-t', name])]
  console.log(`      Installing Rust ${channel} with ${[...components, ...targets].join(', ')}`)
  const { ok } = await run('rustup', ['toolchain', 'install', channel, '--profile', 'minimal', ...options])
  if (!ok) throw new Error(`Rust ${channel} could not be installed.`)
  return `Rust ${channel} was installed`
}

function isComplete(channel, components, targets) {
  const version = answers('rustc', ['--version'])
  if (!version?.startsWith(`rustc ${channel} `)) return false
  const tools = { rustfmt: 'rustfmt', clippy: 'cargo-clippy' }
  return (
    components.every((component) => answers(tools[component], ['--version'])) &&
    targets.every((target) => existsSync(answers('rustc', ['--print', 'target-libdir', '--target', target]) ?? ''))
  )
}

/** What a program prints, or undefined where it cannot be run. */
function answers(command, args) {
  // Asking must not install: rustup would do so without a word, since its own words are not shown here.
  const env = { ...process.env, RUSTUP_AUTO_INSTALL: '0' }
  const { status, stdout } = spawnSync(command, args, { cwd: root, encoding: 'utf8', env })
  return status === 0 ? stdout.trim() : undefined
}

function wanted() {
  const text = readFileSync(`${root}rust-toolchain.toml`, 'utf8')
  const list = (key) =>
    [...text.match(new RegExp(`^${key} = \\[(.*)\\]$`, 'm'))[1].matchAll(/"([^"]+)"/g)].map((match) => match[1])
  return { channel: text.match(/^channel = "(.+)"$/m)[1], components: list('components'), targets: list('targets') }
}
