// A project as a user has it, with the packed package installed; each test file makes its own.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

export const root = fileURLToPath(new URL('../../', import.meta.url))

/** The folder of a fresh project; it lies outside the repository, whose node_modules would otherwise help it. */
export const project = mkdtempSync(join(tmpdir(), 'quality-selfcheck-'))
process.on('exit', () => rmSync(project, { recursive: true, force: true }))

npm(['pack', `${root}target/npm`, '--silent'])
writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'consumer', private: true, type: 'module' }))
npm([
  'install',
  '--offline',
  '--silent',
  '--no-audit',
  '--no-fund',
  `./${readdirSync(project).find((name) => name.endsWith('.tgz'))}`,
])

export const installed = join(project, 'node_modules/quality-selfcheck')

/** The API of the installed package with all programs, in this process. */
export async function loadInstalled() {
  const { load } = await import(pathToFileURL(join(installed, 'node.js')).href)
  return load({ with: ['review', 'documents'] })
}

/** Runs a module of the project and returns what it prints. */
export function runInProject(file, code) {
  writeFileSync(join(project, file), code)
  return execFileSync(process.execPath, [file], { cwd: project, encoding: 'utf8' })
}

export function npm(args) {
  return execFileSync('npm', args, { cwd: project, encoding: 'utf8', shell: process.platform === 'win32' })
}
