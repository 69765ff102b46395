// Prints the size of every file of the package, writes target/size.json and fails over a budget.
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { pack, target } from './paths.mjs'

/**
 * KB are 1000 bytes. The budgets are those of the design; going over one needs a decision, not a larger number.
 *
 * There are three programs because nobody needs all functions at once: a page or a mini-program starts with the one that is
 * needed while somebody fills in, and loads the others for who looks back on finished cases, and for who draws and writes.
 * A function that grows the first one is paid for by everybody, on a phone and before the first answer. The last one reads
 * no content: it takes what the others have worked out. The content has no budget of its own: it grows with what the standards
 * say, and none of that is left out to save bytes.
 */
const PROGRAMS = [
  { part: 'steps', wasm: 'quality_selfcheck.wasm', miniprogram: 'miniprogram_dist' },
  { part: 'review', wasm: 'quality_selfcheck_review.wasm', miniprogram: 'miniprogram_review_dist' },
  { part: 'documents', wasm: 'quality_selfcheck_documents.wasm', miniprogram: 'miniprogram_documents_dist' },
]
const CONTENT = 'quality_selfcheck_content.wasm'
const ALL = 'all programs with content'
const BUDGETS = [
  ...PROGRAMS.flatMap(({ part, wasm, miniprogram }) => [
    { what: wasm, measure: 'brotli', bytes: 220_000 },
    { what: `glue of ${part}, minified`, measure: 'gzip', bytes: 6_000 },
    { what: `${miniprogram}/index.js`, measure: 'gzip', bytes: 6_000 },
    // A program at its limit and its glue, which no mini-program's tool compresses.
    { what: `mini-program engine, ${part}`, measure: 'raw', bytes: 240_000 },
  ]),
  { what: ALL, measure: 'brotli', bytes: 560_000 },
]

const sizes = {}
const files = await readdir(pack, { recursive: true, withFileTypes: true })
for (const file of files.filter((file) => file.isFile())) {
  const path = `${file.parentPath}/${file.name}`.replaceAll('\\', '/').replace('//', '/')
  sizes[path.slice(pack.replaceAll('\\', '/').length)] = measure(await readFile(path), path)
}
const glue = await minified()
for (const { part, wasm, miniprogram } of PROGRAMS) {
  sizes[`glue of ${part}, minified`] = measure(glue(`${wasm.replace('.wasm', '')}_bg.js`))
  if (part !== 'documents') sizes[`${part} with content`] = sum('brotli', [wasm, CONTENT])
  sizes[`mini-program engine, ${part}`] = sum('raw', [`${miniprogram}/index.js`, `${miniprogram}/${wasm}.br`])
}
sizes[ALL] = sum('brotli', [...PROGRAMS.map(({ wasm }) => wasm), CONTENT])

const table = Object.entries(sizes).sort(([, a], [, b]) => (b.raw ?? b.brotli) - (a.raw ?? a.brotli))
const column = (value) => (value === undefined ? '–' : value.toLocaleString('en')).padStart(11)
const width = Math.max(...Object.keys(sizes).map((name) => name.length))
console.log(`${'bytes'.padEnd(width)}${['raw', 'gzip -9', 'brotli -11'].map((name) => name.padStart(11)).join('')}`)
for (const [name, { raw, gzip, brotli }] of table) {
  console.log(`${name.padEnd(width)}${column(raw)}${column(gzip)}${column(brotli)}`)
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

function sum(measure, files) {
  return { [measure]: files.reduce((total, file) => total + sizes[file][measure], 0) }
}

/** What a page downloads of scripts before it has the program of this glue: of the first one, with all that loads it. */
async function minified() {
  const { outputFiles, metafile } = await build({
    entryPoints: [`${pack}index.js`],
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    outdir: 'chunks',
    write: false,
    metafile: true,
  })
  const chunks = Object.values(metafile.outputs).map(({ inputs }, place) => ({ inputs, file: outputFiles[place] }))
  return (glue) =>
    chunks.find(({ inputs }) => Object.keys(inputs).some((path) => path.endsWith(`/${glue}`))).file.contents
}
