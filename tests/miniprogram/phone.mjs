// A JavaScript world that has only what the logic layer of a mini-program has: no DOM, no Node, no eval, no TextEncoder, no
// WebAssembly but WeChat's own, and of the language only what the phone's age allows.
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import vm from 'node:vm'
import { PROFILES } from './profiles.mjs'
import { instantiate } from './wasm-engine.mjs'

const NEVER_THERE = [
  'WebAssembly',
  'SharedArrayBuffer',
  'Atomics',
  'Symbol.dispose',
  'Symbol.asyncDispose',
  'ArrayBuffer.prototype.transfer',
]

/** The folders of the other programs in the code package. */
export const REVIEW = '/review/quality-selfcheck/'
export const DOCUMENTS = '/documents/quality-selfcheck/'

/** A mini-program whose npm packages have been built, and that has taken the other programs into sub-packages. */
export function makeCodePackage() {
  const folder = mkdtempSync(join(tmpdir(), 'quality-selfcheck-miniprogram-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  const pack = fileURLToPath(new URL('../../target/npm/', import.meta.url))
  cpSync(`${pack}miniprogram_dist`, join(folder, 'miniprogram_npm/quality-selfcheck'), { recursive: true })
  cpSync(`${pack}miniprogram_review_dist`, folder + REVIEW, { recursive: true })
  cpSync(`${pack}miniprogram_documents_dist`, folder + DOCUMENTS, { recursive: true })
  return folder
}

/**
 * Starts a phone. `engine` may stand for WXWebAssembly: a function (path, imports, real) whose result the promise gives;
 * null is a phone without it. `prelude` is code that runs before anything else.
 */
export function startPhone(profileName, packageRoot, { engine = answerWithInstance, prelude = '' } = {}) {
  const profile = PROFILES[profileName]
  const world = vm.createContext(Object.create(null), { codeGeneration: { strings: false, wasm: false } })
  const run = (code) => vm.runInContext(code, world)
  for (const name of [...NEVER_THERE, ...profile.lacks]) {
    if (!run(`delete ${name.includes('.') ? name : `this.${name}`}`)) throw new Error(`${name} cannot be taken away`)
  }

  world.setTimeout = (callback, delay) => void setTimeout(callback, delay)
  const asked = []
  if (engine) {
    const real = (path, imports) => instantiate(packageRoot, profile, path, imports)
    world.instantiateInHost = (path, imports) => {
      asked.push(path)
      return engine(path, imports, real)
    }
    run(ENGINE)
  }
  run(prelude)
  const require = makeRequire(packageRoot, world)
  const loadFrom = (folder, program) => (options) =>
    require(`.${folder}index.js`).load({ wasmPath: folder + program, ...options })
  const loadProgram = loadFrom(REVIEW, 'quality_selfcheck_review.wasm.br')
  const loadReview = async (options) => loadProgram({ core: await require('quality-selfcheck').load(), ...options })
  const loadDocuments = loadFrom(DOCUMENTS, 'quality_selfcheck_documents.wasm.br')
  return { run, asked, JSON: run('JSON'), require, loadReview, loadDocuments }
}

export function answerWithInstance(path, imports, real) {
  return { instance: { exports: real(path, imports) } }
}

// In the phone's own world, so that it sees its own promises and errors.
const ENGINE = `(host => {
  this.WXWebAssembly = {
    instantiate: (path, imports) => new Promise((resolve, reject) => setTimeout(() => {
      try { resolve(host(path, imports)) } catch (error) { reject(new Error(error.message)) }
    }, 0))
  }
})(instantiateInHost); delete this.instantiateInHost`

/** CommonJS as in a mini-program: relative paths, and packages below miniprogram_npm. */
function makeRequire(packageRoot, world) {
  const loaded = new Map()
  const requireFrom = (from) => (name) => {
    const base = name.startsWith('.') ? join(dirname(from), name) : join(packageRoot, 'miniprogram_npm', name)
    const file = [base, `${base}.js`, join(base, 'index.js')].find(
      (path) => existsSync(path) && statSync(path).isFile(),
    )
    if (!file) throw new Error(`module '${name}' is not defined`)
    if (!loaded.has(file)) {
      const module = vm.runInContext('({ exports: {} })', world)
      loaded.set(file, module)
      const code = readFileSync(file, 'utf8')
      const body = vm.compileFunction(code, ['require', 'module', 'exports'], { parsingContext: world, filename: file })
      body.call(undefined, requireFrom(file), module, module.exports)
    }
    return loaded.get(file).exports
  }
  return requireFrom(join(packageRoot, 'app.js'))
}
