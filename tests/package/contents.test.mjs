import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { npm, root } from './installed.mjs'

const pack = `${root}target/npm/`
const manifest = JSON.parse(readFileSync(`${pack}package.json`, 'utf8'))

test('the package holds these files and no others', () => {
  const [{ files }] = JSON.parse(npm(['pack', pack, '--dry-run', '--json']))
  assert.deepEqual(files.map((file) => file.path).sort(), [
    'LICENSE-APACHE',
    'LICENSE-MIT',
    'README.md',
    'api.md',
    'arguments.js',
    'assistance-pack.schema.json',
    'case.js',
    'commonjs.d.cts',
    'core.js',
    'dossier.schema.json',
    'errors.d.cts',
    'errors.d.ts',
    'errors.js',
    'governance-pack.schema.json',
    'index.d.ts',
    'index.js',
    'inline.d.ts',
    'inline.js',
    'inline/package.json',
    'inline/script.d.ts',
    'inline/script.js',
    'mini-program.md',
    'mini-program.zh-CN.md',
    'miniprogram_dist/index.d.ts',
    'miniprogram_dist/index.js',
    'miniprogram_dist/package.json',
    'miniprogram_dist/quality_selfcheck.wasm.br',
    'miniprogram_dist/quality_selfcheck_content.wasm.br',
    'miniprogram_dist/types.d.ts',
    'miniprogram_documents_dist/index.d.ts',
    'miniprogram_documents_dist/index.js',
    'miniprogram_documents_dist/package.json',
    'miniprogram_documents_dist/quality_selfcheck_documents.wasm.br',
    'miniprogram_documents_dist/types.d.ts',
    'miniprogram_review_dist/index.d.ts',
    'miniprogram_review_dist/index.js',
    'miniprogram_review_dist/package.json',
    'miniprogram_review_dist/quality_selfcheck_review.wasm.br',
    'miniprogram_review_dist/types.d.ts',
    'node.js',
    'options.js',
    'package.json',
    'packs.js',
    'places.js',
    'program.js',
    'programs.js',
    'quality_selfcheck.wasm',
    'quality_selfcheck_bg.js',
    'quality_selfcheck_content.wasm',
    'quality_selfcheck_documents.wasm',
    'quality_selfcheck_documents_bg.js',
    'quality_selfcheck_review.wasm',
    'quality_selfcheck_review_bg.js',
    'refusal.js',
    'results.js',
    'review.js',
    'schema.json',
    'slim.d.ts',
    'slim.js',
    'sources.js',
    'types.d.ts',
    'worker-thread.js',
    'worker.d.ts',
    'worker.js',
  ])
})

test('what only one program says is not carried along by the others', () => {
  const programs = ['quality_selfcheck', 'quality_selfcheck_review', 'quality_selfcheck_documents']
  const says = (text) => programs.map((program) => readFileSync(`${pack}${program}.wasm`).includes(text))
  for (const [text, where] of [
    ['典型案例（匿名）', 1],
    ['份合成一份', 1],
    ['没有可核对的', 1],
    ['没有找到答案表', 1],
    ['案件已经关闭', 0],
    ['wordprocessingml', 2],
    ['text-anchor', 2],
  ]) {
    const expected = programs.map((_, place) => place === where)
    assert.deepEqual(says(text), expected, text)
  }
})

test('a mini-program grows by no more than its guide says', () => {
  // What the developer tools upload; declarations stay behind.
  const size = (folder, ...files) =>
    files.reduce((total, file) => total + statSync(`${pack}miniprogram_${folder}/${file}`).size, 0)
  const steps = ['quality_selfcheck.wasm.br', 'quality_selfcheck_content.wasm.br']
  assert.ok(size('dist', 'index.js', ...steps) < 310_000)
  assert.ok(size('review_dist', 'index.js', 'quality_selfcheck_review.wasm.br') < 240_000)
  assert.ok(size('documents_dist', 'index.js', 'quality_selfcheck_documents.wasm.br') < 240_000)
})

test('the version is that of the crate', () => {
  const metadata = execFileSync('cargo', ['metadata', '--no-deps', '--format-version', '1', '--locked'], { cwd: root })
  const { version } = JSON.parse(metadata).packages.find(({ name }) => name === 'quality-selfcheck')
  assert.equal(manifest.version, version)
})

test('installing it runs nothing and brings nothing else along', () => {
  for (const key of ['scripts', 'dependencies', 'optionalDependencies', 'peerDependencies'])
    assert.ok(!(key in manifest), key)
})

test('no file names a place of the machine that built it', () => {
  const [{ files }] = JSON.parse(npm(['pack', pack, '--dry-run', '--json']))
  const places = [root, join(homedir(), '/'), '/home/', '/Users/', 'registry/src']
  for (const { path } of files) {
    const content = readFileSync(pack + path, 'latin1')
    for (const place of places) assert.ok(!content.includes(place), `${path} names ${place}`)
  }
})
