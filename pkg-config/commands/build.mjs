// npm run build: the npm package in target/npm and the page in target/web.
import { core, corePackage, main, npmPackages, page, prepare, toolchain } from './prepare.mjs'

await main(() => prepare([[toolchain, npmPackages], core, corePackage, page]))
