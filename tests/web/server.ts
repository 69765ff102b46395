/** The server of `npm start`, with its headers. A test can stop it and go on. */
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { serve as serveFolder } from '../../pkg-config/commands/serve.mjs'

export const repository = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
export const built = join(repository, 'target/web')

export interface Site {
  url: string
  stop: () => Promise<void>
}

export async function serve(folder = built, port = 0): Promise<Site> {
  const { address, close } = await serveFolder(folder, { port })
  return { url: address, stop: close }
}
