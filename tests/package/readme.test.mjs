// What the READMEs show is run. A ```js block is a module in a project that has the package. In a ```console block the lines
// that begin with `$ quality-selfcheck` are run, and the lines below them, if any, are what must be printed.
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { suite, test } from 'node:test'
import { root, runInProject } from './installed.mjs'

execFileSync('cargo', ['build', '--quiet', '--locked', '--all-features'], { cwd: root, stdio: 'inherit' })
const PROGRAM = 'quality-selfcheck'
const withProgram = { ...process.env, PATH: `${join(root, 'target/debug')}:${process.env.PATH}` }

for (const file of ['README.md', 'README.zh-CN.md', 'pkg-config/npm/README.md']) {
  suite(file, () => {
    const blocks = readBlocks(file)

    test('shows something that can be run', () => assert.ok(blocks.length > 0))

    for (const [index, { language, line, code }] of blocks.entries()) {
      test(`${language} block at line ${line}`, () => {
        if (language === 'js') runInProject(`readme-${dirname(file).length}-${index}.mjs`, code)
        else for (const { command, printed } of readCommands(code)) runCommand(command, printed)
      })
    }
  })
}

const readRoot = (file) => readFileSync(join(root, file), 'utf8')

test('README.md names every function', () => {
  const table = readRoot('README.md')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .join('\n')
  const { functions } = JSON.parse(
    execFileSync(join(root, `target/debug/${PROGRAM}`), ['schema'], { encoding: 'utf8' }),
  )
  for (const name of Object.keys(functions)) assert.ok(table.includes(`\`${name}\``), name)
})

test('both READMEs have one vocabulary', () => {
  const rows = (file, heading) => {
    const section = readRoot(file)
      .split(/^## /m)
      .find((text) => text.startsWith(heading))
    return section
      .split('\n')
      .filter((line) => line.startsWith('| '))
      .slice(1)
  }
  const english = rows('README.md', 'Vocabulary')
  assert.ok(english.length > 0)
  assert.deepEqual(rows('README.zh-CN.md', '词汇'), english)
})

function readBlocks(file) {
  if (!existsSync(join(root, file))) return []
  const text = readFileSync(join(root, file), 'utf8')
  return [...text.matchAll(/^```(js|console)\n(.*?)^```$/gms)].map(({ 1: language, 2: code, index }) => ({
    language,
    line: text.slice(0, index).split('\n').length,
    code,
  }))
}

/** The commands of a block, each with the lines that stand below it. */
function readCommands(code) {
  const commands = []
  for (const line of code.trimEnd().split('\n')) {
    if (line.startsWith('$ ')) commands.push({ command: line.slice(2), printed: [] })
    else commands.at(-1)?.printed.push(line)
  }
  return commands.filter(({ command }) => command.startsWith(PROGRAM))
}

function runCommand(command, printed) {
  const { status, stdout, stderr } = spawnSync('bash', ['-c', command], {
    cwd: root,
    env: withProgram,
    encoding: 'utf8',
  })
  assert.equal(status, 0, `${command}\n${stderr}`)
  if (printed.length > 0) assert.equal(stdout.trimEnd(), printed.join('\n'), command)
}
