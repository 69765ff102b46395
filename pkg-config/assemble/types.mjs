// Writes index.d.ts from schema.json, which the core prints from its own Rust types: one interface for each type, and one
// method for each function.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { compile } from 'json-schema-to-typescript'
import { pack } from './paths.mjs'

const { functions, $defs } = JSON.parse(await readFile(`${pack}schema.json`, 'utf8'))

const methods = Object.entries(functions).map(([name, { description, parameters, result }]) => {
  const args = parameters ? `args${takesNothing(parameters) ? '?' : ''}: ${typeName(parameters)}` : ''
  return `${comment(description)}  ${name}(${args}): ${typeName(result)}\n`
})

const types = `// Generated from the core's own types: do not edit.

/** The functions of the core. Each takes one object and returns plain data; absent values are null, never undefined. */
export interface QualitySelfcheck {
${methods.join('\n')}}

/** What a refused call throws. \`path\` is a JSON Pointer into the arguments, \`message\` is Chinese. */
export interface QualitySelfcheckError extends Error {
  readonly name: 'QualitySelfcheckError'
  readonly code: ErrorCode
  readonly path: string
}

${await interfaces()}`

await writeFile(
  `${pack}index.d.ts`,
  `${types}
export interface LoadOptions {
  /** The program, or where it is. Needed only where a bundler does not follow \`new URL(…, import.meta.url)\`. */
  wasm?: string | { readonly href: string } | ArrayBuffer | ArrayBufferView
  /** The content of the same version, likewise. */
  content?: string | { readonly href: string } | ArrayBuffer | ArrayBufferView
  /** Packs of one's own in the place of the built-in ones, one for each guide at most; \`lintPack\` says what is wrong in one. */
  packs?: readonly object[]
}

/** Starts the core. Later calls without packs return the same promise; after a failure the next call starts again. */
export function load(options?: LoadOptions): Promise<QualitySelfcheck>
`,
)
await mkdir(`${pack}miniprogram_dist`, { recursive: true })
await writeFile(
  `${pack}miniprogram_dist/index.d.ts`,
  `${types}
export interface LoadOptions {
  /** The program inside the code package. Needed only where npm was built into a sub-package. */
  wasmPath?: string
  /** The content inside the code package. Needed only where it does not lie beside the program. */
  contentPath?: string
  /** Packs of one's own in the place of the built-in ones, one for each guide at most; \`lintPack\` says what is wrong in one. */
  packs?: readonly object[]
}

/** Starts the core. Later calls without packs return the same promise; after a failure the next call starts again. */
export function load(options?: LoadOptions): Promise<QualitySelfcheck>
`,
)

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
