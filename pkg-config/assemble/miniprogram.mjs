// Writes miniprogram_dist: one CommonJS file and the compressed wasm files, the form in which WeChat's developer tools
// take an npm package.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { brotliCompressSync } from 'node:zlib'
import { build } from 'esbuild'
import { pack, written } from './paths.mjs'

const folder = `${pack}miniprogram_dist/`
await mkdir(folder, { recursive: true })

await build({
  // Read as if it stood in the package, beside the generated glue.
  stdin: {
    contents: await readFile(`${written}miniprogram.js`, 'utf8'),
    resolveDir: pack,
    sourcefile: 'miniprogram.js',
  },
  outfile: `${folder}index.js`,
  bundle: true,
  minifySyntax: true,
  format: 'cjs',
  // WeChat's npm builder stumbles over newer syntax, as `catch {}`.
  target: 'es2017',
  charset: 'utf8',
  // The glue makes a TextDecoder while it is being imported, so it must be given ours by name.
  inject: [`${written}text-codec.js`],
  logLevel: 'warning',
})

// Quality 11, and so the same bytes everywhere, is what brotliCompressSync does by itself.
for (const file of ['quality_selfcheck.wasm', 'quality_selfcheck_content.wasm']) {
  await writeFile(`${folder}${file}.br`, brotliCompressSync(await readFile(pack + file)))
}
