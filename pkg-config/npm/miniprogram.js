import { caseOpener } from './case.js'
import { checkOptions } from './options.js'
import { OURS, ownPacks } from './packs.js'
import { functionsOf, takeUp } from './program.js'
import { isRefusal, refusal } from './refusal.js'

// Where the developer tools put the files when they build npm for the main package.
const MAIN_PACKAGE = '/miniprogram_npm/quality-selfcheck/'
const CONTENT = 'quality_selfcheck_content.wasm.br'

/**
 * The engine of the main package. `wasmPath` is needed only where the package was built into a sub-package, and
 * `contentPath` only where the content does not lie beside it.
 */
export const stepsLoader = (imports) =>
  loader(
    imports,
    ['wasmPath', 'contentPath'],
    ({ wasmPath = `${MAIN_PACKAGE}quality_selfcheck.wasm.br`, contentPath }) => [
      wasmPath,
      contentPath || wasmPath.replace(/[^/]*$/, CONTENT),
    ],
    caseOpener,
  )

/**
 * The engine of a sub-package, which nobody but its owner knows the place of. The content is that of the main package, and so
 * are the rules: `core` is the engine of the main package, which it asks for what they make of a file.
 */
export const reviewLoader = (imports) =>
  loader(imports, ['wasmPath', 'contentPath', 'core'], ({ wasmPath, contentPath = MAIN_PACKAGE + CONTENT, core }) => {
    const places = [stated(wasmPath, 'quality_selfcheck_review.wasm.br'), contentPath]
    if (!core?.checkDossier) throw refusal('wrong-type', '请用 core 传入主包的引擎：主包 load() 的结果', '/core')
    return places
  })

/** Likewise; it reads no content. */
export const documentsLoader = (imports) =>
  loader(imports, ['wasmPath'], ({ wasmPath }) => [stated(wasmPath, 'quality_selfcheck_documents.wasm.br')])

function stated(wasmPath, file) {
  if (!wasmPath) throw refusal('wrong-type', `请用 wasmPath 写明 ${file} 在分包里的路径`, '/wasmPath')
  return wasmPath
}

/**
 * `imports` is the glue, by the name that is written into the wasm file; `places` says where the program is, and the content.
 * It starts once and keeps the promise; after a failure the next call starts again.
 */
function loader(imports, names, places, opener) {
  const glue = Object.values(imports)[0]
  let started
  const start = (options) =>
    Promise.resolve()
      .then(() => Promise.all(places(options).map((path) => instantiate(path, imports))))
      .then(([program, content]) => api(takeUp(glue, program, content), OURS, opener, options.core))
  return (options = {}) => {
    try {
      checkOptions(options, names)
    } catch (error) {
      return Promise.reject(error)
    }
    started =
      started ||
      start(options).catch((error) => {
        started = undefined
        throw error
      })
    return started
  }
}

function api(program, packs, opener, core) {
  if (core) packs.checkDossier = core.checkDossier
  const functions = functionsOf(program, packs)
  if (opener) functions.openCase = opener(program, packs)
  if (program.glue.open) {
    functions.withPacks = (list) => {
      // The engine with the rules says what is wrong with packs, before anything is held open here.
      const rules = core?.withPacks(list)
      const own = ownPacks(list, program)
      const { close } = own.own
      own.own.close = () => {
        close()
        if (rules) rules.close()
      }
      return api(program, own, opener, rules)
    }
  }
  return Object.freeze(Object.assign(functions, packs.own))
}

function instantiate(path, imports) {
  // The modules own their memory and take only functions: WeChat on iOS may offer neither Memory nor Global.
  const ask = () => engine().instantiate(path, imports)
  return (
    Promise.resolve()
      .then(ask)
      // On iOS the first try fails now and then, and the second one succeeds.
      .catch(ask)
      // WeChat's types promise an instance; its phones answer with { instance }.
      .then((result) => result.instance || result)
      .catch((error) => {
        throw isRefusal(error) ? error : notStarted(path, error)
      })
  )
}

/** Phones say in words of their own what is wrong. The imports carry the version. */
function notStarted(path, { message }) {
  return /import/i.test(message)
    ? refusal('version-mismatch', `${path} 和脚本不是同一版本，请重新构建 npm（${message}）`)
    : refusal('load-wasm', `没有启动 ${path}（${message}）`)
}

function engine() {
  if (typeof WXWebAssembly !== 'undefined') return WXWebAssembly
  if (typeof TTWebAssembly !== 'undefined') return TTWebAssembly
  throw refusal(
    'load-wasm',
    '无法启动质量自查：当前环境没有 WXWebAssembly。请把微信升级到最新版本（基础库 2.14.0 及以上）后重试。',
  )
}
