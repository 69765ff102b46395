// Writes the declarations. types.d.ts comes from schema.json, which the core prints from its own Rust types: one interface for
// each type, one for each program with a method for each function. The entries add what their `load` takes and gives.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { compile } from 'json-schema-to-typescript'
import { pack } from './paths.mjs'

const { functions, $defs } = JSON.parse(await readFile(`${pack}schema.json`, 'utf8'))

const types = `// Generated from the core's own types: do not edit.

/** The functions that are needed while somebody fills in, opens and saves: \`quality-selfcheck/steps\`. */
export interface Steps {
${methods('steps')}}

/** The functions that look back on finished cases: \`quality-selfcheck/review\`. */
export interface Review {
${methods('review')}}

/** The functions that draw charts and write documents: \`quality-selfcheck/documents\`. */
export interface Documents {
${methods('documents')}}

/** What one program works out and another one writes, where all are loaded. */
export interface Whole {
${methods('whole')}}

/** The functions of the core. Each takes one object and returns plain data; absent values are null, never undefined. */
export type Core = Steps & Review & Documents & Whole

/** What a refused call throws. \`path\` is a JSON Pointer into the arguments, \`message\` is Chinese. */
export interface QualitySelfcheckError extends Error {
  readonly name: 'QualitySelfcheckError'
  readonly code: ErrorCode
  readonly path: string
}

${await interfaces()}`

const TYPES = './types.js'
const FILE = 'string | { readonly href: string } | ArrayBuffer | ArrayBufferView'
const WASM = `/** The program, or where it is. Needed only where a bundler does not follow \`new URL(…, import.meta.url)\`. */
  wasm?: ${FILE}`
const REVIEW_WASM = `/** The program of \`Review\`, likewise. */
  reviewWasm?: ${FILE}`
const DOCUMENTS_WASM = `/** The program of \`Documents\`, likewise. */
  documentsWasm?: ${FILE}`
const CONTENT = `/** The content of the same version, likewise. It is loaded once: whoever comes first says from where. */
  content?: ${FILE}`
const PACKS = `/** Packs of one's own in the place of the built-in ones, one for each guide at most; \`lintPack\` says what is wrong in one. */
  packs?: readonly object[]`
const WASM_PATH = `/** The program inside the code package. Needed only where npm was built into a sub-package. */
  wasmPath?: string`
const CONTENT_PATH = `/** The content inside the code package. Needed only where it does not lie beside the program. */
  contentPath?: string`
const SUB_PACKAGE_PATH = `/** The program inside the code package: this folder in your sub-package. */
  wasmPath: string`
const MAIN_CONTENT_PATH = `/** The content inside the code package. Needed only where npm was not built for the main package. */
  contentPath?: string`

await mkdir(`${pack}miniprogram_dist`, { recursive: true })
await mkdir(`${pack}miniprogram_review_dist`, { recursive: true })
await mkdir(`${pack}miniprogram_documents_dist`, { recursive: true })
await writeFile(`${pack}types.d.ts`, types)
await writeFile(`${pack}miniprogram_dist/types.d.ts`, types)
await writeEntry('index', TYPES, 'Core', [WASM, REVIEW_WASM, DOCUMENTS_WASM, CONTENT])
await writeEntry('steps', TYPES, 'Steps', [WASM, CONTENT])
await writeEntry('review', TYPES, 'Review', [WASM, CONTENT])
await writeEntry('documents', TYPES, 'Documents', [WASM])
await writeEntry('miniprogram_dist/index', TYPES, 'Steps', [WASM_PATH, CONTENT_PATH])
// These folders are moved about: their types are those of the package beside which they are used.
await writeEntry('miniprogram_review_dist/index', 'quality-selfcheck', 'Review', [SUB_PACKAGE_PATH, MAIN_CONTENT_PATH])
await writeEntry('miniprogram_documents_dist/index', 'quality-selfcheck', 'Documents', [SUB_PACKAGE_PATH])

async function writeEntry(entry, types, api, options) {
  const readsContent = api !== 'Documents'
  const text = `import type { ${api} } from '${types}'

export type * from '${types}'

export interface LoadOptions {
  ${[...options, ...(readsContent ? [PACKS] : [])].join('\n  ')}
}

/** Starts the core. Later calls${readsContent ? ' without packs' : ''} return the same promise; after a failure the next call starts again. */
export function load(options${options.includes(SUB_PACKAGE_PATH) ? '' : '?'}: LoadOptions): Promise<${api}>
`
  await writeFile(`${pack}${entry}.d.ts`, text)
}

function methods(part) {
  return Object.entries(functions)
    .filter(([, entry]) => entry.part === part)
    .map(([name, { description, parameters, result, errors }]) => {
      const args = parameters ? `args${takesNothing(parameters) ? '?' : ''}: ${typeName(parameters)}` : ''
      const refusals = Object.entries(errors).map(([code, when]) => `\n@throws \`${code}\` for ${when}`)
      return `${comment(description + refusals.join(''))}  ${name}(${args}): ${typeName(result)}\n`
    })
    .join('\n')
}

/** Each of $defs as TypeScript, one at a time: together, each would be said to belong to an invented root type. */
async function interfaces() {
  const texts = await Promise.all(
    Object.entries($defs).map(([name, definition]) =>
      compile({ ...withNames(definition), title: name }, name, {
        additionalProperties: false,
        bannerComment: '',
        style: { semi: false, singleQuote: true, printWidth: 120 },
      }),
    ),
  )
  return texts.join('\n')
}

/** The same schema with the name of a type in place of each reference, which else becomes a copy where it has a comment. */
function withNames(schema) {
  if (Array.isArray(schema)) return schema.map(withNames)
  if (schema === null || typeof schema !== 'object') return schema
  if (schema.$ref) return { tsType: typeName(schema), description: schema.description }
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, withNames(value)]))
}

function typeName({ $ref }) {
  return $ref.slice('#/$defs/'.length)
}

function takesNothing({ $ref }) {
  return !$defs[$ref.slice('#/$defs/'.length)].required?.length
}

function comment(text) {
  return text ? `  /** ${text.trim().replaceAll('\n', '\n   * ')} */\n` : ''
}
