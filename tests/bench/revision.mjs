// Another revision of this repository, built by itself and kept by its commit.
import { execFileSync } from 'node:child_process'
import { appendFileSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { root, target } from '../../pkg-config/assemble/paths.mjs'
import { run } from '../../pkg-config/commands/run.mjs'
import { buildCounter, COUNTER, COUNTER_OF_TREES } from './instructions.mjs'

const REVISIONS = `${target}bench/revisions/`

/** The package, its sizes and the counter of a revision: `{ name, pack, sizes, counter }`. */
export async function buildRevision(revision) {
  const commit = git('rev-parse', '--verify', '--quiet', `${revision}^{commit}`)
  const kept = `${REVISIONS}${commit}/`
  if (!existsSync(kept)) await buildInWorktree(commit, kept)
  const name = commit.slice(0, 7)
  return { name, commit: name, pack: `${kept}npm/`, sizes: `${kept}size.json`, counter: `${kept}counter` }
}

/** The commit that is worked on. */
export function describeState() {
  const changed = git('status', '--porcelain') ? ' with changes' : ''
  return presentCommit() + changed
}

export function presentCommit() {
  return git('rev-parse', '--short=7', 'HEAD')
}

async function buildInWorktree(commit, kept) {
  const tree = `${target}bench/tree/`
  removeWorktree(tree)
  git('worktree', 'add', '--detach', '--force', tree, commit)
  try {
    // The one command that every revision has.
    const built = await run('npm', ['run', 'build'], { cwd: tree })
    if (!built.ok) throw new Error(`${commit} cannot be built`)
    takeCounterAlong(tree)
    const counter = buildCounter(tree)
    const made = `${target}bench/made/`
    rmSync(made, { recursive: true, force: true })
    mkdirSync(made, { recursive: true })
    cpSync(`${tree}target/npm`, `${made}npm`, { recursive: true })
    cpSync(`${tree}target/size.json`, `${made}size.json`)
    if (counter) cpSync(counter, `${made}counter`)
    mkdirSync(REVISIONS, { recursive: true })
    renameSync(made, kept)
  } finally {
    removeWorktree(tree)
  }
}

/** Counted with the same program as the present state, also in a revision that had none. */
function takeCounterAlong(tree) {
  const writesStreams = existsSync(`${tree}src/json/stream.rs`)
  cpSync(root + (writesStreams ? COUNTER : COUNTER_OF_TREES), tree + COUNTER)
  const manifest = `${tree}Cargo.toml`
  if (readFileSync(manifest, 'utf8').includes(COUNTER)) return
  appendFileSync(manifest, `\n[[bench]]\nname = "instructions"\npath = "${COUNTER}"\nharness = false\n`)
}

function removeWorktree(tree) {
  rmSync(tree, { recursive: true, force: true })
  git('worktree', 'prune')
}

function git(...args) {
  return execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim()
}
