// Writes what of the package is bundled: the programs in one file with their wasm files as base64, as a module (inline.js) and
// as a script that is CommonJS too (inline/script.js), and the script of the worker.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { build } from 'esbuild'
import { CONTENT, PROGRAMS, pack, written } from './paths.mjs'

const OPTIONS = ['wasm', 'reviewWasm', 'documentsWasm', 'content']
/** The oldest browsers: see `build.target` of the page. */
const TARGET = ['chrome97', 'safari16', 'firefox102', 'node20.19']

await mkdir(`${pack}inline`, { recursive: true })
// The package's other scripts are modules.
await writeFile(`${pack}inline/package.json`, `${JSON.stringify({ type: 'commonjs' })}\n`)
const inline = await inlineSource()
await bundle('inline.js', inline, { format: 'esm' })
await bundle('inline/script.js', inline, {
  format: 'iife',
  globalName: 'qualitySelfcheck',
  footer: { js: "if (typeof module === 'object' && module.exports) module.exports = qualitySelfcheck;" },
})
await bundle('worker-thread.js', await readFile(`${written}thread.js`, 'utf8'), { format: 'iife' })

async function inlineSource() {
  const files = [...PROGRAMS.map((program) => `${program}.wasm`), CONTENT]
  const texts = await Promise.all(files.map((file) => readFile(pack + file, 'base64')))
  const places = OPTIONS.map((option, place) => `${option}: () => bytes('${texts[place]}')`)
  // Not compressed: browsers of the floor cannot open it.
  return `
    import { loader } from './core.js'
    export * from './errors.js'
    function bytes(base64) {
      const text = atob(base64)
      const bytes = new Uint8Array(text.length)
      for (let index = 0; index < text.length; index++) bytes[index] = text.charCodeAt(index)
      return bytes
    }
    export const load = loader({ files: [], places: { ${places.join(', ')} } })`
}

function bundle(name, contents, options) {
  return build({
    // Read as if it stood in the package, beside the generated glue.
    stdin: { contents, resolveDir: pack },
    outfile: pack + name,
    bundle: true,
    minify: true,
    target: TARGET,
    charset: 'utf8',
    logLevel: 'warning',
    ...options,
  })
}
