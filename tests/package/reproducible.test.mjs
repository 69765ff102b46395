import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { root } from './installed.mjs'

test('another folder, another cargo home and RUSTFLAGS give the same bytes', () => {
  const elsewhere = mkdtempSync(join(tmpdir(), 'quality-selfcheck-in-a-folder-with-a-longer-name-'))
  try {
    const sources = join(elsewhere, 'sources')
    copySources(sources)
    const cargoHome = join(elsewhere, 'cargo')
    shareDownloads(cargoHome)
    execFileSync(join(root, 'target/debug/xtask'), ['wasm'], {
      cwd: sources,
      stdio: 'inherit',
      env: {
        ...process.env,
        CARGO_HOME: cargoHome,
        CARGO_TARGET_DIR: undefined,
        RUSTFLAGS: '-Copt-level=0 --cfg=elsewhere',
      },
    })
    const [here, there] = [`${root}target/npm`, join(sources, 'target/wasm')]
    const programs = ['quality_selfcheck', 'quality_selfcheck_review', 'quality_selfcheck_documents']
    const files = programs.flatMap((program) => [`${program}.wasm`, `${program}_bg.js`])
    for (const file of [...files, 'quality_selfcheck_content.wasm']) {
      assert.ok(readFileSync(join(here, file)).equals(readFileSync(join(there, file))), `${file} differs`)
    }
  } finally {
    rmSync(elsewhere, { recursive: true, force: true })
  }
})

function copySources(folder) {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  })
  for (const file of listed
    .split('\0')
    .filter((file) => existsSync(join(root, file)) && !/^(|www\/.*|tests\/.*)$/.test(file))) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    cpSync(join(root, file), join(folder, file))
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
}

/** The crates are unpacked anew, in another place, but not downloaded again. */
function shareDownloads(cargoHome) {
  const shared = join(process.env.CARGO_HOME ?? join(homedir(), '.cargo'), 'registry')
  mkdirSync(join(cargoHome, 'registry'), { recursive: true })
  for (const folder of ['cache', 'index']) symlinkSync(join(shared, folder), join(cargoHome, 'registry', folder))
}
