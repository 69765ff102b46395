/**
 * After the build: writes service-worker.js with the list of every built file and its hash,
 * and refuses a build whose first load is larger than the budget.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import type { Plugin } from 'vite'

const WORKER = 'service-worker.js'

interface FirstLoadBudget {
  /** The build fails above this. */
  hardInBytes: number
  /** The build says so above this. */
  targetInBytes: number
  /** Files that the page fetches only when it comes to need them. They are kept offline like all others. */
  later: RegExp
}

export function offline({ hardInBytes, targetInBytes, later }: FirstLoadBudget): Plugin {
  let root = ''
  let out = ''
  return {
    name: 'offline',
    apply: 'build',
    configResolved(config) {
      root = config.root
      out = resolve(config.root, config.build.outDir)
    },
    closeBundle() {
      const files = listFiles(out).filter((name) => name !== WORKER)
      const hashes = files.map((name) => sha256(readFileSync(join(out, name))))
      const version = sha256(files.map((name, i) => `${name} ${hashes[i]}`).join('\n'))
      const worker = readFileSync(join(root, 'src/offline/service-worker.js'), 'utf8')
        .replace("'__VERSION__'", JSON.stringify(version))
        .replace('__FILES__', JSON.stringify(files))
      writeFileSync(join(out, WORKER), worker)

      const compressed = (names: string[]) =>
        names
          .map((name) => brotliCompressSync(readFileSync(join(out, name))).length)
          .reduce((sum, size) => sum + size, 0)
      const firstLoad = compressed([...files.filter((name) => !later.test(name)), WORKER])
      const report = `first load ${kilobytes(firstLoad)} KB brotli, budget ${kilobytes(hardInBytes)} KB`
      if (firstLoad > hardInBytes) throw new Error(report)
      console.info(report)
      if (firstLoad > targetInBytes) console.warn(`first load is above the target of ${kilobytes(targetInBytes)} KB`)
      console.info(`fetched later ${kilobytes(compressed(files.filter((name) => later.test(name))))} KB brotli`)
    },
  }
}

function listFiles(folder: string, base = folder): string[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name)
      return statSync(path).isDirectory() ? listFiles(path, base) : [relative(base, path).split(sep).join('/')]
    })
}

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('hex').slice(0, 12)
const kilobytes = (bytes: number) => (bytes / 1000).toFixed(1)
