// Writes the declarations. types.d.ts comes from schema.json, which the core prints from its own Rust types: one interface for
// each type, one for each program with a method for each function. The entries add what their `load` takes and gives. A folder
// for mini-programs has types of its own, with what its program has and nothing else.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { compile } from 'json-schema-to-typescript'
import { caseTypes, OPEN_CASE, views } from './case-types.mjs'
import { exampleOf, fitted } from './example.mjs'
import { functionsOf } from './functions.mjs'
import { pack } from './paths.mjs'

const schema = JSON.parse(await readFile(`${pack}schema.json`, 'utf8'))
const [functions, { $defs }] = [functionsOf(schema), schema]

/** How many lines of an example the arguments may take, and the result. */
const LINES = { given: 16, answered: 10 }
const PROGRAMS = {
  Steps: ['steps', 'The functions that are needed while somebody fills in, opens and saves.'],
  Review: ['review', 'The functions that compare, improve and summarise, and put documents together.'],
  Documents: ['documents', 'The functions that draw charts and write files.'],
  Whole: ['whole', 'What one program works out and another one writes.'],
}

/** How a CommonJS file names the types of a module. */
const IMPORTED = " with { 'resolution-mode': 'import' }"

const OWN_PACKS = `/**
   * The same functions on packs of one's own in the place of ours, one for each guide at most; \`lintPack\` says what is wrong in one.
   * @throws \`invalid-pack\` and others, with the place in the list
   * @example
   * const own = core.withPacks([pack])
   * own.about().packs[0].edition
   * own.findings // [] where nothing has to be looked at
   * own.close()
   */`
const OF_OWN = `/** What should be looked at in the packs, though they can be used, as \`lintPack\` says it; paths begin with the place in the list. */
  readonly findings: readonly PackFinding[]
  /** Frees the packs. Whatever is asked from now on is refused with \`case-closed\`; a case that is open stays open. */
  close(): void`

const CORE = `/**
 * The functions of the core. Each takes one object and returns plain data; absent values are null, never undefined. Those of
 * \`Steps\` answer at once, the others once their programs are loaded; before, they throw \`not-loaded\` and say what to await.
 */
export interface Core extends Steps, Review, Documents, Whole {
  /** Loads the program of \`Review\`, once: from then on its functions answer here too. */
  review(): Promise<Review>
  /** Loads the program of \`Documents\`, once: from then on its functions answer here too. */
  documents(): Promise<Documents>
  ${OWN_PACKS}
  withPacks(packs: readonly object[]): OwnCore
}

/** The functions on packs of one's own. */
export interface OwnCore extends Core {
  ${OF_OWN}
}
`

const REFUSAL = `/** What a refused call throws. \`path\` is a JSON Pointer into the arguments, \`message\` is Chinese. */
export interface QualitySelfcheckError extends Error {
  readonly name: 'QualitySelfcheckError'
  readonly code: ErrorCode
  readonly path: string
}
`

const ERRORS = `/** An error as a plain object, which can be sent from thread to thread. */
export interface PlainError {
  name: string
  code?: ErrorCode
  path?: string
  message: string
}

/** Whether something is a refused call, of whatever copy of the package; also one that was sent as a plain object. */
export function isQualitySelfcheckError(error: unknown): error is QualitySelfcheckError

/** What of an error can be sent: \`postMessage\` and \`structuredClone\` keep neither the name nor the code nor the path of an \`Error\`. */
export function plainError(error: Error): PlainError

/** The error again. */
export function reviveError(error: PlainError): Error
`

const REMOTE = `import type * as core from './types.js'

/** A function that answers when the thread has answered. */
type Remote<T, Without = never> = {
  [K in keyof T as Exclude<K, Without>]: T[K] extends (...args: infer A) => infer R ? (...args: A) => Promise<Awaited<R>> : T[K]
}

/** An open case of the thread. Its views are new objects each time. */
export interface RemoteCase extends Remote<core.OpenCase, 'view'> {
${views({ functions, $defs }, { within: 'core.', answer: (type) => `Promise<${type}>` })}
}

/** The functions of the core, in a thread. */
export interface RemoteCore extends Remote<core.Core, 'openCase' | 'review' | 'documents' | 'withPacks'> {
  openCase(args: core.CaseOpening): Promise<RemoteCase>
  /** Loads the program of \`Review\` in the thread. */
  review(): Promise<RemoteCore>
  /** Loads the program of \`Documents\` in the thread. */
  documents(): Promise<RemoteCore>
  withPacks(packs: readonly object[]): Promise<RemoteOwnCore>
}

/** The same on packs of one's own. */
export interface RemoteOwnCore extends RemoteCore {
  readonly findings: readonly core.PackFinding[]
  close(): Promise<void>
}

/** What \`load\` gives. */
export interface Thread extends RemoteCore {
  /** Ends the thread with all that it holds. The next \`load\` starts another one. */
  terminate(): void
}
`

const AGAIN = 'Later calls answer with the same; after a failure the next call starts again.'
// What is compiled or comes over the network has no type that every project knows.
const HANDED = 'its bytes, a compiled `WebAssembly.Module`, a `Response`, or a promise of one'
const WITH = option('with?', "readonly ('review' | 'documents')[]", 'What else to load at once.')
const ANYWHERE = [
  option(
    'wasm?',
    'string | object',
    `quality_selfcheck.wasm: its address, ${HANDED}. Needed only where nothing brings the files along.`,
  ),
  option('reviewWasm?', 'string | object', 'quality_selfcheck_review.wasm, likewise.'),
  option('documentsWasm?', 'string | object', 'quality_selfcheck_documents.wasm, likewise.'),
  option('content?', 'string | object', 'quality_selfcheck_content.wasm, likewise.'),
  WITH,
]
const HANDED_IN = [
  option('wasm', 'object', `quality_selfcheck.wasm: ${HANDED}.`),
  option('content', 'object', 'quality_selfcheck_content.wasm, likewise.'),
  option('reviewWasm?', 'object', 'quality_selfcheck_review.wasm, likewise; needed by `review`.'),
  option('documentsWasm?', 'object', 'quality_selfcheck_documents.wasm, likewise; needed by `documents`.'),
  WITH,
]

await mkdir(`${pack}inline`, { recursive: true })
await writeFile(`${pack}types.d.ts`, await types(Object.keys(PROGRAMS), CORE))
await write('index.d.ts', ANYWHERE)
await write('commonjs.d.cts', ANYWHERE, { mode: IMPORTED })
await write('slim.d.ts', HANDED_IN, { isNeeded: true })
await write('inline.d.ts', [WITH], { more: "\nexport * from './errors.js'\n" })
await write('inline/script.d.ts', [WITH], {
  types: '../types.js',
  mode: IMPORTED,
  more: `\n${errors('../types.js', IMPORTED)}\nexport as namespace qualitySelfcheck\n`,
})
await write('worker.d.ts', ANYWHERE, { api: 'Thread', more: `\n${REMOTE}` })
await writeFile(`${pack}errors.d.ts`, errors('./types.js'))
await writeFile(`${pack}errors.d.cts`, errors('./types.js', IMPORTED))

const CONTENT_PATH = 'The content inside the code package. Needed only where '
await miniprogram('miniprogram_dist', 'Steps', [
  option(
    'wasmPath?',
    'string',
    'The program inside the code package. Needed only where npm was built into a sub-package.',
  ),
  option('contentPath?', 'string', `${CONTENT_PATH}it does not lie beside the program.`),
])
const SUB_PACKAGE_PATH = option(
  'wasmPath',
  'string',
  'The program inside the code package: this folder in your sub-package.',
)
const ofSubPackage = [
  SUB_PACKAGE_PATH,
  option('contentPath?', 'string', `${CONTENT_PATH}npm was not built for the main package.`),
]
const RULES = 'checkDossier(args: never): unknown'
const ENGINE = option(
  'core',
  `{ ${RULES}; withPacks(packs: readonly object[]): { ${RULES}; close(): void } }`,
  'The engine of the main package, as its `load()` gives it: it has the rules of guide one.',
)
await miniprogram('miniprogram_review_dist', 'Review', [...ofSubPackage, ENGINE], true)
await miniprogram('miniprogram_documents_dist', 'Documents', [SUB_PACKAGE_PATH], true)

/** An entry: `load`, its options, and all types. `mode` is for CommonJS, which asks how the types are imported. */
async function write(
  name,
  options,
  { api = 'Core', types = './types.js', mode = '', isNeeded = false, more = '' } = {},
) {
  const own = api === 'Core' ? `import type { Core } from '${types}'${mode}\n\n` : ''
  await writeFile(
    `${pack}${name}`,
    `${own}export type * from '${types}'${mode}\n\n${load(options, api, isNeeded)}${more}`,
  )
}

/** A folder for mini-programs: one program, and packs of one's own where it reads packs. */
async function miniprogram(folder, program, options, isNeeded = false) {
  await mkdir(pack + folder, { recursive: true })
  // Beside modules, these scripts and types are CommonJS.
  await writeFile(`${pack}${folder}/package.json`, `${JSON.stringify({ type: 'commonjs' })}\n`)
  const api = program === 'Documents' ? program : 'Program'
  const own = `/** The functions of the program. */
export interface Program extends ${program} {
  ${OWN_PACKS}
  withPacks(packs: readonly object[]): OwnProgram
}

/** The functions on packs of one's own. */
export interface OwnProgram extends Program {
  ${OF_OWN}
}
`
  await writeFile(`${pack}${folder}/types.d.ts`, await types([program], api === 'Program' ? own : ''))
  const head = `import type { ${api} } from './types'\n\nexport type * from './types'\n\n`
  await writeFile(`${pack}${folder}/index.d.ts`, head + load(options, api, isNeeded))
}

function load(options, api, isNeeded) {
  return `export interface LoadOptions {
  ${options.join('\n  ')}
}

/** Starts the core. ${AGAIN} */
export function load(options${isNeeded ? '' : '?'}: LoadOptions): Promise<${api}>
`
}

function errors(types, mode = '') {
  return `import type { ErrorCode, QualitySelfcheckError } from '${types}'${mode}\n\n${ERRORS}`
}

function option(name, type, what) {
  return `/** ${what} */\n  ${name}: ${type}`
}

/** The functions of some programs, with every type that they name. */
async function types(programs, more) {
  const parts = programs.map((name) => {
    const [part, what] = PROGRAMS[name]
    return `/** ${what} */\nexport interface ${name} {\n${methods(part)}}\n`
  })
  if (programs.includes('Steps')) parts.push(caseTypes({ functions, $defs }))
  parts.push(more, REFUSAL)
  const head = "// Generated from the core's own types: do not edit.\n"
  return [head, ...parts, await interfaces(named(parts.join('\n')))].filter(Boolean).join('\n')
}

function methods(part) {
  const each = Object.entries(functions).filter(([, entry]) => entry.part === part)
  const texts = each.map(([name, { description, parameters, result, errors }]) => {
    const args = parameters ? `args${takesNothing(parameters) ? '?' : ''}: ${typeName(parameters)}` : ''
    const refusals = Object.entries(errors).map(([code, when]) => `@throws \`${code}\` for ${when}`)
    return `${comment([description.trim(), ...refusals, example(name)])}  ${name}(${args}): ${typeName(result)}\n`
  })
  return [...texts, ...(part === 'steps' ? [OPEN_CASE] : [])].join('\n')
}

function example(name) {
  const { arguments: args, expect } = exampleOf(name)
  const given = Object.keys(args).length > 0 ? fitted(args, LINES.given).text : ''
  const answered = fitted(expect, LINES.answered).text.replaceAll('\n', '\n// ')
  return `@example\ncore.${name}(${given})\n// ${answered}`
}

/** The definitions that a text names, and those that they name in turn. */
function named(text) {
  const found = new Set()
  const add = (name) => {
    if (found.has(name)) return
    found.add(name)
    for (const [, inner] of JSON.stringify($defs[name]).matchAll(/"#\/\$defs\/(\w+)"/g)) add(inner)
  }
  for (const name of Object.keys($defs)) if (new RegExp(`\\b${name}\\b`).test(text)) add(name)
  return Object.entries($defs).filter(([name]) => found.has(name))
}

/** Definitions as TypeScript, one at a time: together, each would be said to belong to an invented root type. */
async function interfaces(definitions) {
  const texts = await Promise.all(
    definitions.map(([name, definition]) =>
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
  if (schema.contentEncoding === 'base64') return { tsType: 'Uint8Array<ArrayBuffer>', description: schema.description }
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, withNames(value)]))
}

function typeName({ $ref }) {
  return $ref.slice('#/$defs/'.length)
}

function takesNothing({ $ref }) {
  return !$defs[$ref.slice('#/$defs/'.length)].required?.length
}

function comment(lines) {
  // What is left out of an example says so in a comment of its own.
  const text = lines.join('\n').replaceAll(/\/\* (and \d+ more) \*\//g, '… $1')
  return `  /**\n   * ${text.replaceAll('\n', '\n   * ')}\n   */\n`
}
