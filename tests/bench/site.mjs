// The folder that every host works from: the programs, what they are given, and the packages that are compared.
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { target } from '../../pkg-config/assemble/paths.mjs'
import { prepareGiven } from './given.mjs'

const here = fileURLToPath(new URL('.', import.meta.url))
/** The peers that are also measured from their loading on. */
export const LOADED_PEERS = {
  'hand-written JS': 'scorer',
  ajv: 'ajv',
  zod: 'zod',
  valibot: 'valibot',
  'survey-core': 'survey',
}

/** The folder with the packages of these states, each under its name, and what the programs are given. */
export async function prepareSite(states) {
  const folder = `${target}bench/site/`
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  await build({
    entryPoints: [
      ...['measure', 'start', 'members', 'registers'].map((name) => ({ in: `${here}${name}.js`, out: name })),
      ...Object.values(LOADED_PEERS).map((name) => ({ in: `${here}peers/${name}.js`, out: `peers/${name}` })),
    ],
    outdir: folder,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    external: ['node:*'],
    logLevel: 'error',
  })
  for (const { name, pack } of states) {
    cpSync(pack, folder + name, { recursive: true })
    writeDoors(`${folder}${name}/`)
  }
  const given = await prepareGiven()
  writeFileSync(`${folder}given.json`, JSON.stringify(given))
  writeFileSync(`${folder}index.html`, '<!doctype html>')
  return { folder, given }
}

/** For each host, what loads the first program and what loads all: earlier revisions had an entry for each program. */
function writeDoors(folder) {
  const isOne = existsSync(`${folder}node.js`)
  for (const [host, entry] of [
    ['browser', 'index.js'],
    ['node', isOne ? 'node.js' : 'index.js'],
  ]) {
    writeFileSync(`${folder}first-${host}.js`, `export { load } from './${isOne ? entry : 'steps.js'}'\n`)
    const all = isOne ? "{ with: ['review', 'documents'] }" : ''
    writeFileSync(
      `${folder}all-${host}.js`,
      `import { load as start } from './${entry}'\nexport const load = () => start(${all})\n`,
    )
  }
}
