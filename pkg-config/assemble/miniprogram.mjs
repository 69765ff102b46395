// Writes the folders for mini-programs, each one CommonJS file and compressed wasm files: miniprogram_dist, which WeChat's
// developer tools take when they build npm, and miniprogram_review_dist and miniprogram_documents_dist, which a sub-package
// takes that needs them.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { brotliCompressSync } from 'node:zlib'
import { build } from 'esbuild'
import { pack, written } from './paths.mjs'

const CONTENT = 'quality_selfcheck_content'

await write('miniprogram_dist', 'stepsLoader', 'quality_selfcheck', [CONTENT])
await write('miniprogram_review_dist', 'reviewLoader', 'quality_selfcheck_review', [], './review.js')
await write('miniprogram_documents_dist', 'documentsLoader', 'quality_selfcheck_documents')

async function write(name, loader, program, others = [], glue = `./${program}_bg.js`) {
  const folder = `${pack}${name}/`
  const [{ module }] = WebAssembly.Module.imports(await WebAssembly.compile(await readFile(`${pack}${program}.wasm`)))
  await mkdir(folder, { recursive: true })
  await build({
    // Read as if it stood in the package, beside the generated glue.
    stdin: {
      contents: `
        import { ${loader} } from ${JSON.stringify(`${written}miniprogram.js`)}
        import * as glue from '${glue}'
        export const load = ${loader}({ '${module}': glue })`,
      resolveDir: pack,
      sourcefile: 'index.js',
    },
    outfile: `${folder}index.js`,
    bundle: true,
    minify: true,
    format: 'cjs',
    // WeChat's npm builder stumbles over newer syntax, as `catch {}`.
    target: 'es2017',
    charset: 'utf8',
    // The glue makes a TextDecoder while it is being imported, so it must be given ours by name.
    inject: [`${written}text-codec.js`],
    logLevel: 'warning',
  })
  for (const file of [program, ...others]) {
    // Quality 11, and so the same bytes everywhere, is what brotliCompressSync does by itself.
    await writeFile(`${folder}${file}.wasm.br`, brotliCompressSync(await readFile(`${pack}${file}.wasm`)))
  }
}
