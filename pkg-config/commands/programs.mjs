// Finds programs of the machine, and installs them where that can be done without asking anybody.
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { run } from './run.mjs'

const WINDOWS = process.platform === 'win32'

/** The first of the names that is on the PATH, else the first of the places where there is one; undefined without any. */
export function findProgram(names, places = []) {
  const files = WINDOWS ? names.flatMap((name) => [name, `${name}.exe`]) : names
  const onPath = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => files.map((name) => join(folder, name)))
  return [...onPath, ...places].find(isExecutable)
}

/** Places below the folders in which Windows keeps programs. */
export function belowProgramFiles(...paths) {
  return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
    .filter((name) => process.env[name])
    .flatMap((name) => paths.map((path) => join(process.env[name], path)))
}

/** Installs packages of Debian and its kin; nothing happens on other systems, or without the right to. */
export async function installFromDebian(packages) {
  if (!existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) return
  console.log(`      Installing with apt-get: ${packages.join(', ')}`)
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  await run('apt-get', ['update'], { env })
  await run('apt-get', ['install', '-y', '--no-install-recommends', ...packages], { env })
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
