// Remembers by content what a step read and what it wrote, so that a step is left out only when both are as they were.
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, target } from '../assemble/paths.mjs'

const NEVER_READ = new Set(['.git', 'node_modules', 'target'])

/** Runs `work` unless the content of `inputs` and `outputs` is that of the last time. Returns whether it ran. */
export async function whenChanged(name, { inputs, outputs }, work) {
  const stamp = `${target}stamps/${name}`
  const read = digest(inputs)
  if (readIfThere(stamp) === `${read}\n${digest(outputs)}\n`) return false
  await work()
  mkdirSync(`${target}stamps`, { recursive: true })
  // The inputs of before the work: what changed while it ran is work for the next time.
  writeFileSync(stamp, `${read}\n${digest(outputs)}\n`)
  return true
}

/** Everything in the repository but these top-level folders: a new file counts without being listed anywhere. */
export function allBut(...folders) {
  return readdirSync(root).filter((name) => !NEVER_READ.has(name) && !folders.includes(name))
}

function digest(paths) {
  const hash = createHash('sha256').update(process.version)
  for (const path of [...paths].sort()) add(hash, path)
  return hash.digest('hex')
}

function add(hash, path) {
  const place = join(root, path)
  const stat = statSync(place, { throwIfNoEntry: false })
  if (!stat) {
    hash.update(`absent ${path}\n`)
  } else if (stat.isDirectory()) {
    const names = readdirSync(place).filter((name) => !NEVER_READ.has(name))
    for (const name of names.sort()) add(hash, join(path, name))
  } else {
    const content = readFileSync(place)
    hash.update(`file ${path} ${content.length}\n`).update(content)
  }
}

function readIfThere(file) {
  return statSync(file, { throwIfNoEntry: false }) ? readFileSync(file, 'utf8') : undefined
}
