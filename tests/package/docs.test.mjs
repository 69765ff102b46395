// The documents say what is true: what they show is run, where they lead there is something, and what is generated is current.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { suite, test } from 'node:test'
import { reference } from '../../pkg-config/assemble/reference.mjs'
import { PROGRAM, RUNNERS, readBlocks } from './examples.mjs'
import { installed, root } from './installed.mjs'

const READMES = ['README.md', 'README.zh-CN.md']
const GENERATED = 'docs/api.md'
/** Every document of the repository; the golden files of the reports are output. */
const DOCUMENTS = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
  cwd: root,
  encoding: 'utf8',
})
  .trim()
  .split('\n')
  .filter((file) => !file.startsWith('tests/golden/') && existsSync(join(root, file)))
const DOCS = DOCUMENTS.filter((file) => file.startsWith('docs/'))
/** A guide shows something; a list of what stands elsewhere need not. */
const GUIDES = [...READMES, ...DOCS.filter((file) => !['docs/README.md', 'docs/vocabulary.md'].includes(file))]

const readRoot = (file) => readFileSync(join(root, file), 'utf8')

test('docs holds documents, in one folder, and nothing else', () => {
  assert.deepEqual(
    readdirSync(join(root, 'docs'))
      .map((name) => `docs/${name}`)
      .sort(),
    [...DOCS].sort(),
  )
})

for (const file of READMES) {
  test(`${file} has at most 10,000 bytes`, () => assert.ok(readFileSync(join(root, file)).length <= 10_000))
}

for (const file of DOCUMENTS.filter((file) => file !== GENERATED)) {
  suite(file, () => {
    const blocks = readBlocks(file)
    if (GUIDES.includes(file)) test('shows something that can be run', () => assert.ok(blocks.length > 0))
    for (const block of blocks) {
      test(`${block.kind} block at line ${block.line}`, (t) => {
        assert.ok(block.kind in RUNNERS, 'nobody runs such a block')
        return RUNNERS[block.kind](block, t)
      })
    }
  })
}

for (const file of DOCUMENTS) {
  test(`${file} leads somewhere`, () => {
    for (const link of linksOf(readRoot(file))) assertLeadsSomewhere(root, file, link)
  })
}

test('the documents in the package lead somewhere inside it', () => {
  const inPackage = readdirSync(installed).filter((name) => name.endsWith('.md'))
  assert.ok(inPackage.includes('api.md'))
  for (const file of inPackage) {
    for (const link of linksOf(readFileSync(join(installed, file), 'utf8'))) assertLeadsSomewhere(installed, file, link)
  }
})

test('every document is named by the list of documents', () => {
  const named = linksOf(readRoot('docs/README.md')).map((link) => join('docs', link))
  for (const file of DOCS.filter((file) => file !== 'docs/README.md')) assert.ok(named.includes(file), file)
})

test('the guide of the command line names every command', () => {
  const help = execFileSync(PROGRAM, ['--help'], { encoding: 'utf8' })
  const commands = [...help.matchAll(/^ {2}(\w+) +\S/gm)].map(([, command]) => command)
  assert.ok(commands.length > 0)
  const table = readRoot('docs/command-line.md')
    .match(/^\| `.*$/gm)
    .join('\n')
  for (const command of commands) assert.match(table, new RegExp(`\`${command}\\b`))
})

test('the guide for Rust names every feature', () => {
  const [, features] = readRoot('Cargo.toml').match(/^\[features\]\n([\s\S]*?)^\[/m)
  const names = [...features.matchAll(/^(\w+) =/gm)].map(([, name]) => name).filter((name) => name !== 'default')
  assert.ok(names.length > 0)
  const table = readRoot('docs/rust.md')
    .match(/^\| `.*$/gm)
    .join('\n')
  for (const name of names) assert.ok(table.includes(`\`${name}\``), name)
})

test('the reference is current: node pkg-config/assemble/reference.mjs writes it', async () => {
  assert.equal(readRoot(GENERATED), await reference())
})

test('the vocabulary names what there is', () => {
  const code = readdirSync(join(root, 'src'), { recursive: true })
    .filter((name) => /\.(rs|json)$/.test(name))
    .map((name) => readRoot(join('src', name)))
    .join('\n')
    .concat(readFileSync(join(installed, 'types.d.ts'), 'utf8'))
  const rows = readRoot('docs/vocabulary.md')
    .match(/^\| .*$/gm)
    .slice(1)
  assert.ok(rows.length > 0)
  for (const row of rows) {
    for (const [, names] of row.split(' | ')[2].matchAll(/`(.+?)`/g)) {
      for (const name of names.split('.')) assert.match(code, new RegExp(`\\b${name}\\b`))
    }
  }
})

function linksOf(text) {
  const prose = text.replace(/^```.*\n[\s\S]*?^```$/gm, '')
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link).filter((link) => !link.startsWith('https://'))
}

function assertLeadsSomewhere(folder, file, link) {
  const [path, anchor] = link.split('#')
  const target = path ? join(dirname(file), path) : file
  assert.ok(existsSync(join(folder, target)), `${file}: ${link}`)
  if (!anchor) return
  const headings = readFileSync(join(folder, target), 'utf8').match(/^#+ .*$/gm)
  assert.ok(headings.map(anchorOf).includes(decodeURIComponent(anchor)), `${file}: ${link}`)
}

/** As GitHub makes them. */
function anchorOf(heading) {
  return heading
    .replace(/^#+ /, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-')
}
