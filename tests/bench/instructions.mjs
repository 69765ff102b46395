// Native instructions of one call, from the JSON text of its arguments to the encoded result: the same on a busy machine.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { target } from '../../pkg-config/assemble/paths.mjs'
import { findProgram, installFromDebian } from '../../pkg-config/commands/programs.mjs'
import { find } from './works.js'

/** The program that makes the calls. */
export const COUNTER = 'tests/bench/instructions.rs'
/** The same, for revisions whose results were trees. */
export const COUNTER_OF_TREES = 'tests/bench/instructions_of_trees.rs'
const CALLS = 10
const COUNT = ['--tool=cachegrind', '--cache-sim=no', '--cachegrind-out-file=/dev/null', '--log-fd=1']
const SPEAKING = ['ignore', 'pipe', 'inherit']

/** Builds the counter of the repository in that folder; undefined where it does not fit the core of that time. */
export function buildCounter(folder) {
  const args = ['bench', '--locked', '--no-run', '--bench', 'instructions', '--message-format=json-render-diagnostics']
  const env = { ...process.env, CARGO_TARGET_DIR: `${folder}target`, RUSTFLAGS: '' }
  const { status, stdout } = spawnSync('cargo', args, {
    cwd: folder,
    env,
    stdio: SPEAKING,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  })
  const messages =
    status === 0
      ? stdout
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line))
      : []
  return messages.find(({ target, executable }) => executable && target.name === 'instructions')?.executable
}

/** Valgrind, where it is or can be installed. */
export async function ensureValgrind() {
  const find = () => findProgram(['valgrind'])
  if (!find()) await installFromDebian(['valgrind'])
  return find()
}

/** What the first call costs in a fresh process, and every later one. */
export function countInstructions(valgrind, counter, work, given) {
  const { function: name, args } = find(work)
  const folder = `${target}bench/arguments/`
  mkdirSync(folder, { recursive: true })
  const file = `${folder}${work.replaceAll(/\W+/g, '-')}.json`
  writeFileSync(file, JSON.stringify(args(given)))
  const count = (calls) => {
    const log = execFileSync(valgrind, [...COUNT, counter, name, file, `${calls}`], { encoding: 'utf8' })
    return Number(/I +refs: +([\d,]+)/.exec(log)[1].replaceAll(',', ''))
  }
  const [none, one, more] = [0, 1, 1 + CALLS].map(count)
  return { first: one - none, later: (more - one) / CALLS }
}
