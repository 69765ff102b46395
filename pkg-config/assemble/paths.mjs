import { fileURLToPath } from 'node:url'

const under = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url))

export const root = under('')
export const target = under('target/')
/** The assembled npm package. */
export const pack = under('target/npm/')
/** What of the package is written by hand. */
export const written = under('pkg-config/npm/')

/** The files of the programs, without what tells the wasm file from its glue, and the file that all of them read. */
export const PROGRAMS = ['quality_selfcheck', 'quality_selfcheck_review', 'quality_selfcheck_documents']
export const CONTENT = 'quality_selfcheck_content.wasm'
