// npm run bench: how fast and how large the package is, beside others and beside an earlier revision, as a table that also
// goes to target/bench.md. For information only: nothing fails. `--against REV` builds that revision and measures it in the
// same processes; `--only WORD`, more than once if need be, measures only the rows whose host and work hold the words;
// `--commands` also clones both afresh, with nothing kept, and waits for `npm start` and `npm test`: most of an hour.
import { mkdirSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { target } from '../assemble/paths.mjs'
import { core, corePackage, main, npmPackages, peers, prepare, toolchain } from './prepare.mjs'

const { values } = parseArgs({
  options: {
    against: { type: 'string' },
    only: { type: 'string', multiple: true, default: [] },
    commands: { type: 'boolean', default: false },
  },
})

await main(async () => {
  await prepare([[toolchain, npmPackages], peers, core, corePackage])
  // It needs packages of npm, which may be there only now.
  const { report } = await import('../../tests/bench/report.mjs')
  const text = await report(values)
  mkdirSync(target, { recursive: true })
  writeFileSync(`${target}bench.md`, text)
  console.log(`\n${text}`)
})
