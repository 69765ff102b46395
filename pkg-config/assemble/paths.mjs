import { fileURLToPath } from 'node:url'

const under = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url))

export const root = under('')
export const target = under('target/')
/** The assembled npm package. */
export const pack = under('target/npm/')
/** What of the package is written by hand. */
export const written = under('pkg-config/npm/')
