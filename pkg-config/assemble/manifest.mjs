// Writes the package's package.json: what is written by hand, and the version that Cargo.toml states.
import { readFile, writeFile } from 'node:fs/promises'
import { pack, written } from './paths.mjs'

const [version] = process.argv.slice(2)
const { name, ...rest } = JSON.parse(await readFile(`${written}package.json`, 'utf8'))
if ('version' in rest) throw new Error('pkg-config/npm/package.json must not state a version: Cargo.toml does')
await writeFile(`${pack}package.json`, `${JSON.stringify({ name, version, ...rest }, null, 2)}\n`)
