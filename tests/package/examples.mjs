// Runs what the documents show. Each kind of block has a runner; a block of another kind fails.
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { chromium } from '@playwright/test'
import ts from 'typescript'
import { findBrowser } from '../../pkg-config/commands/browser.mjs'
import { serve } from '../../pkg-config/commands/serve.mjs'
import { makeCodePackage, startPhone } from '../miniprogram/phone.mjs'
import { project, root, runInProject } from './installed.mjs'
import { typeErrors } from './typescript.mjs'

execFileSync('cargo', ['build', '--quiet', '--locked', '--all-features'], { cwd: root, stdio: 'inherit' })
export const PROGRAM = join(root, 'target/debug/quality-selfcheck')
const withProgram = { ...process.env, PATH: `${dirname(PROGRAM)}:${process.env.PATH}` }
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const codePackage = makeCodePackage()
// Built for a sub-package as well.
cpSync(join(codePackage, 'miniprogram_npm'), join(codePackage, 'sub/miniprogram_npm'), { recursive: true })

/** The blocks of a document, each with where it stands: { file, line, kind, code }. */
export function readBlocks(file) {
  const text = readFileSync(join(root, file), 'utf8')
  return [...text.matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)].map(({ 1: kind, 2: code, index }) => ({
    file,
    line: text.slice(0, index).split('\n').length,
    kind,
    code,
  }))
}

export const RUNNERS = {
  /** Each command is run in a shell that has the program; what stands below it, if anything, is what it must print. */
  console: ({ file, code }) => {
    for (const { command, printed } of readCommands(code)) {
      const { status, stdout, stderr } = spawnSync('bash', ['-c', command], {
        cwd: shellOf(file),
        env: withProgram,
        encoding: 'utf8',
      })
      assert.equal(status, 0, `${command}\n${stderr}`)
      if (printed.length > 0) assert.equal(stdout.trimEnd(), printed.join('\n'), command)
    }
  },

  /** What is only named: a script of the repository. */
  sh: ({ code }) => {
    for (const line of code.trimEnd().split('\n')) {
      const [, script] = line.match(/^npm (?:run )?(\w+)\b/) ?? []
      assert.ok(script in scripts, `${line}: only the repository’s own commands may stand where they are not run`)
    }
  },

  js: ({ code, line }) => {
    assertPrints(code, runInProject(`block-${line}.mjs`, code).trimEnd().split('\n'))
    assertCompiles(code, line)
  },

  /** In a world that has only what a phone has. */
  'js mini-program': async ({ code, line }) => {
    writeFileSync(join(codePackage, `block-${line}.js`), code)
    const phone = startPhone('ios-12', codePackage, { prelude: WECHAT })
    phone.require(`./block-${line}.js`)
    const expected = expectedLines(code)
    for (let tenths = 0; tenths < 100 && phone.run('printed.length') < expected.length; tenths++) {
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    assertPrints(code, phone.run('printed.join("\\n")').split('\n'))
  },

  ts: ({ code, line }) => assertCompiles(code, line),

  /** `cargo test` runs it, where the crate takes the file in. */
  rust: ({ file }) => {
    assert.ok(readFileSync(join(root, 'src/lib.rs'), 'utf8').includes(`include_str!("../${file}")`), file)
  },

  /** A page, for the script that follows it. */
  html: ({ code }) => writeFileSync(join(project, 'index.html'), code),

  'js in the page': async ({ code, line }, t) => {
    assertCompiles(code, line)
    if (!findBrowser()) return t.skip('no Chrome or Chromium')
    writeFileSync(join(project, 'main.js'), code)
    assertPrints(code, await printedInBrowser(expectedLines(code).length))
  },

  /** A map of folders: what it names is there. */
  text: ({ code }) => {
    let parent = ''
    for (const line of code.trimEnd().split('\n')) {
      const [, indent, names] = line.match(/^( *)((?:[\w./-]+(?:\/|\.\w+) ?)*)/)
      for (const name of names.trim().split(' ').filter(Boolean)) {
        const path = join(indent ? parent : '', name)
        assert.ok(existsSync(join(root, path)), `${path} is not there`)
        if (!indent) parent = path
      }
    }
  },
}

/** As TypeScript, in a strict project that has a page’s types and whatever Node has. */
function assertCompiles(code, line) {
  const file = join(project, `block-${line}.ts`)
  const inPackage = code.replace('./node_modules/quality-selfcheck/index.js', 'quality-selfcheck')
  writeFileSync(file, `${inPackage}\nexport {}\n`)
  const others = join(project, 'node.d.ts')
  writeFileSync(others, "declare module 'node:*'\n")
  const lib = ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts']
  const options = { moduleResolution: ts.ModuleResolutionKind.Bundler, noUncheckedIndexedAccess: false, lib }
  assert.equal(typeErrors([file, others], options), '')
}

/** The commands of a block, each with the lines that stand below it. */
function readCommands(code) {
  const commands = []
  for (const line of code.trimEnd().split('\n')) {
    if (line.startsWith('$ ')) commands.push({ command: line.slice(2), printed: [] })
    else commands.at(-1).printed.push(line)
  }
  return commands
}

const shells = mkdtempSync(join(tmpdir(), 'quality-selfcheck-shells-'))
process.on('exit', () => rmSync(shells, { recursive: true, force: true }))

/** A folder for the commands of one document, in which they find the repository’s and may leave files. */
function shellOf(file) {
  const folder = join(shells, file.replaceAll('/', '-'))
  if (!existsSync(folder)) {
    mkdirSync(folder)
    for (const name of ['tests', 'www']) symlinkSync(join(root, name), join(folder, name))
  }
  return folder
}

/** The comments behind each `console.log`: what it prints. */
function expectedLines(code) {
  const printing = code.split('\n').filter((line) => line.includes('console.log('))
  return printing.map((line) => {
    const [, printed] =
      line.match(/console\.log\(.*\) \/\/ (.+)$/) ?? assert.fail(`does not say what it prints: ${line}`)
    return printed
  })
}

function assertPrints(code, printed) {
  const expected = expectedLines(code)
  assert.ok(expected.length > 0, 'shows nothing')
  assert.deepEqual(printed, expected)
}

// What the examples need of WeChat. A file is its bytes: an ArrayBuffer.
const WECHAT = `
  const printed = []
  const files = new Map()
  this.console = { log: (...values) => printed.push(values.join(' ')) }
  this.wx = {
    env: { USER_DATA_PATH: 'wxfile://usr' },
    getFileSystemManager: () => ({
      writeFileSync: (path, data) => {
        if (!(data instanceof ArrayBuffer)) throw new Error('not an ArrayBuffer')
        files.set(path, data)
      }
    }),
    openDocument: ({ filePath }) => {
      if (!files.has(filePath)) throw new Error(filePath + ' is not there')
    }
  }`

/** Opens the project’s page and waits for so many lines. */
async function printedInBrowser(lines) {
  const server = await serve(project)
  const browser = await chromium.launch({ executablePath: findBrowser() })
  try {
    const page = await browser.newPage()
    const printed = []
    page.on('pageerror', (error) => printed.push(error.message))
    page.on('console', (message) => message.type() === 'log' && printed.push(message.text()))
    await page.goto(server.address)
    for (let tenths = 0; tenths < 100 && printed.length < lines; tenths++) await page.waitForTimeout(100)
    return printed
  } finally {
    await browser.close()
    await server.close()
  }
}
