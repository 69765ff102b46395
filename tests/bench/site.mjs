// The folder that every host works from: the programs, what they are given, and the packages that are compared.
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
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
      ...['measure', 'start', 'members'].map((name) => ({ in: `${here}${name}.js`, out: name })),
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
  for (const { name, pack } of states) cpSync(pack, folder + name, { recursive: true })
  const given = await prepareGiven()
  writeFileSync(`${folder}given.json`, JSON.stringify(given))
  writeFileSync(`${folder}index.html`, '<!doctype html>')
  return { folder, given }
}
