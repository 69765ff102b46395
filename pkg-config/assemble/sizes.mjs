// Prints the size of every file of the package, writes target/size.json and fails over a budget.
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { pack, target } from './paths.mjs'

/**
 * KB are 1000 bytes. The budgets are those of the design; going over one needs a decision, not a larger number. Program and
 * content are measured apart because they arrive side by side, stay in caches apart and grow for different reasons: the one
 * with functions, the other with what the standards say.
 */
const BUDGETS = [
  { what: 'quality_selfcheck.wasm', measure: 'brotli', bytes: 180_000 },
  { what: 'quality_selfcheck_content.wasm', measure: 'brotli', bytes: 60_000 },
  { what: 'web glue, minified', measure: 'gzip', bytes: 5_000 },
  { what: 'miniprogram_dist/index.js', measure: 'gzip', bytes: 5_000 },
  { what: 'mini-program engine', measure: 'raw', bytes: 200_000 },
]

const sizes = {}
const files = await readdir(pack, { recursive: true, withFileTypes: true })
for (const file of files.filter((file) => file.isFile())) {
  const path = `${file.parentPath}/${file.name}`.replaceAll('\\', '/').replace('//', '/')
  sizes[path.slice(pack.replaceAll('\\', '/').length)] = measure(await readFile(path), path)
}
sizes['web glue, minified'] = measure(await minified('web.js'))
sizes['mini-program engine'] = {
  raw: sizes['miniprogram_dist/index.js'].raw + sizes['miniprogram_dist/quality_selfcheck.wasm.br'].raw,
}

const table = Object.entries(sizes).sort(([, a], [, b]) => b.raw - a.raw)
const column = (value) => (value === undefined ? '–' : value.toLocaleString('en')).padStart(10)
console.log(`${'bytes'.padEnd(44)}${['raw', 'gzip -9', 'brotli -11'].map((name) => name.padStart(10)).join('')}`)
for (const [name, { raw, gzip, brotli }] of table) {
  console.log(`${name.padEnd(44)}${column(raw)}${column(gzip)}${column(brotli)}`)
}
await writeFile(`${target}size.json`, `${JSON.stringify(Object.fromEntries(table), null, 2)}\n`)

for (const { what, measure, bytes } of BUDGETS) {
  const actual = sizes[what][measure]
  const over = actual > bytes
  console.log(
    `${over ? 'OVER BUDGET' : 'within budget'}: ${what}, ${measure} ${column(actual).trim()} of ${column(bytes).trim()}`,
  )
  if (over) process.exitCode = 1
}

function measure(bytes, path = '') {
  if (path.endsWith('.br')) return { raw: bytes.length }
  return { raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotliCompressSync(bytes).length }
}

/** What a page downloads beside the wasm file. */
async function minified(entry) {
  const result = await build({ entryPoints: [pack + entry], bundle: true, minify: true, format: 'esm', write: false })
  return result.outputFiles[0].contents
}
