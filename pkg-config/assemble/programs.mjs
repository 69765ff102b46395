// Writes programs.js, from the wasm files: under which names they import their glue, and which functions the later ones have,
// which are named before they are there.
import { readFile, writeFile } from 'node:fs/promises'
import { takeUp } from '../npm/program.js'
import { PROGRAMS, pack } from './paths.mjs'

const [steps, review, documents] = await Promise.all(PROGRAMS.map(describe))

await writeFile(
  `${pack}programs.js`,
  `// Generated from the wasm files: do not edit.

/** A program imports its glue under this name, with its own behind a slash. */
export const RELEASE = '${steps.importedAs.replace(/\/steps$/, '')}'

/** The functions of the programs that are not there from the beginning. */
export const LATER = ${JSON.stringify({ review: review.functions, documents: documents.functions }, null, 2)}
`,
)

async function describe(name) {
  const glue = await import(`${pack}${name}_bg.js`)
  const module = await WebAssembly.compile(await readFile(`${pack}${name}.wasm`))
  const [{ module: importedAs }] = WebAssembly.Module.imports(module)
  const program = takeUp(glue, await WebAssembly.instantiate(module, { [importedAs]: glue }))
  return { importedAs, functions: program.names }
}
