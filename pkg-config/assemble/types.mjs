// Writes the declarations. types.d.ts comes from schema.json, which the core prints from its own Rust types: one interface for
// each type, one for each program with a method for each function. The entries add what their `load` takes and gives.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { compile } from 'json-schema-to-typescript'
import { functionsOf } from './functions.mjs'
import { pack } from './paths.mjs'

const schema = JSON.parse(await readFile(`${pack}schema.json`, 'utf8'))
const [functions, { $defs }] = [functionsOf(schema), schema]

const types = `// Generated from the core's own types: do not edit.

/** The functions that are needed while somebody fills in, opens and saves: \`quality-selfcheck/steps\`. */
export interface Steps {
${methods('steps')}${methods('case')}}

${openCase()}
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

/** What is held open in JavaScript, and worked out in one call elsewhere. */
function openCase() {
  const views = $defs.AnyView.enum.map((name) => {
    const worked = $defs.EnterpriseCheck.properties[name] ?? $defs.DossierCheck.properties[name]
    const type = typeName(worked?.anyOf?.[0] ?? worked ?? functions[name].result)
    return `  view(name: '${name}', options?: ${worked ? 'null' : 'ViewOptions | null'}, pointer?: ''): ${type}\n`
  })
  return `/** What a case is opened from: a file, or a snapshot and the journal since. */
export interface CaseOpening {
  today: string
  dossier?: Dossier | null
  snapshot?: CaseSnapshot | null
  journal?: readonly JournalEntry[] | null
}

/** An operation of a JSON Patch (RFC 6902). Paths are those of the file. */
export type PatchOperation =
  | { op: 'add' | 'replace' | 'test'; path: string; value: unknown }
  | { op: 'remove'; path: string }
  | { op: 'move' | 'copy'; from: string; path: string }

/** A case that is open. It holds memory until it is closed; afterwards it refuses with \`case-closed\`. */
export interface OpenCase {
  /** What opening has changed in the file. */
  readonly opened: Opened
  /**
   * Applies a JSON Patch: all of it or, refused, nothing. With \`join\` it goes on with the step before, as typing does.
   * @throws \`missing-path\`, \`out-of-range\`, \`unknown-key\`, \`wrong-type\`, \`test-failed\`, \`too-large\`, with the place in the patch
   */
  apply(patch: readonly PatchOperation[], options?: { join?: boolean }): CaseChange
  /** Takes the last step back; null where there is none. */
  undo(): CaseChange | null
  /** Does it again; null where nothing was taken back. */
  redo(): CaseChange | null
  /** Works out by another day what depends on the day. */
  setToday(today: string): CaseChange
  /** The task list. What has not changed is the same object as before. */
  steps(): StepState[]
  /** A view, or with a JSON Pointer a part of it. What has not changed is the same object as before. */
${views.join('')}  view(name: AnyView, options: ViewOptions | null, pointer: string): unknown
  /** The whole file, as \`writeDossier\` spells it. */
  dossier(): Dossier
  /** What was done since a revision, to be stored. */
  journal(since?: number): JournalEntry[]
  /** The case to be stored now and then, so that the journal stays short. */
  snapshot(): CaseSnapshot
  /** Frees its memory. */
  close(): void
}
`
}

function openCaseMethod() {
  return `  /** Opens a case and holds it: patches in, what they change out. */
  openCase(args: CaseOpening): OpenCase
`
}

function methods(part) {
  return Object.entries(functions)
    .filter(([, entry]) => entry.part === part)
    .map(([name, { description, parameters, result, errors }]) => {
      if (name === 'openCase') return openCaseMethod()
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
  if (schema.contentEncoding === 'base64') return { tsType: 'Uint8Array', description: schema.description }
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
