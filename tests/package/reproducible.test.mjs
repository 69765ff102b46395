import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { CONTENT, PROGRAMS, pack, root, target } from '../../pkg-config/assemble/paths.mjs'

/** What is compiled there stays, as it does here: a second run compiles only what has changed since. */
const elsewhere = `${target}another-folder-with-a-longer-name`

test('another folder, another cargo home and RUSTFLAGS give the same bytes', () => {
  const [sources, cargoHome] = ['sources', 'cargo'].map((name) => join(elsewhere, name))
  copySources(sources)
  shareDownloads(cargoHome)
  execFileSync(join(target, 'debug/xtask'), ['wasm'], {
    cwd: sources,
    stdio: 'inherit',
    env: {
      ...process.env,
      CARGO_HOME: cargoHome,
      CARGO_TARGET_DIR: undefined,
      RUSTFLAGS: '-Copt-level=0 --cfg=elsewhere',
    },
  })
  const files = PROGRAMS.flatMap((program) => [`${program}.wasm`, `${program}_bg.js`])
  for (const file of [...files, CONTENT]) {
    const [here, there] = [readFileSync(pack + file), readFileSync(join(sources, 'target/wasm', file))]
    assert.ok(here.equals(there), `${file} differs`)
  }
})

/** All files, with the times of theirs by which cargo knows what has changed. */
function copySources(folder) {
  mkdirSync(folder, { recursive: true })
  for (const name of readdirSync(folder).filter((name) => name !== 'target')) {
    rmSync(join(folder, name), { recursive: true })
  }
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  })
  for (const file of listed
    .split('\0')
    .filter((file) => existsSync(join(root, file)) && !/^(|www\/.*|tests\/.*)$/.test(file))) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    cpSync(join(root, file), join(folder, file), { preserveTimestamps: true })
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
}

/** The crates are unpacked in another place, but not downloaded again. */
function shareDownloads(cargoHome) {
  const [shared, own] = [process.env.CARGO_HOME ?? join(homedir(), '.cargo'), cargoHome].map((home) =>
    join(home, 'registry'),
  )
  mkdirSync(own, { recursive: true })
  for (const folder of ['cache', 'index']) {
    rmSync(join(own, folder), { force: true })
    symlinkSync(join(shared, folder), join(own, folder))
  }
}
