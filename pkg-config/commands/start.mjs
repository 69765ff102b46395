// npm start: builds what has changed and serves the production build of the page.
import { target } from '../assemble/paths.mjs'
import { core, main, npmPackages, page, prepare, toolchain } from './prepare.mjs'
import { serve } from './serve.mjs'

await main(async () => {
  await prepare([[toolchain, npmPackages], core, page])
  const { address } = await serve(`${target}web`, { port: Number(process.env.PORT ?? 8180) })
  console.log(`\n质量自查: ${address}   (Ctrl+C stops it)`)
})
