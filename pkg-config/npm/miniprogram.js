import { bind, once } from './api.js'
import { caseOpener } from './case.js'

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
    ({ wasmPath = `${MAIN_PACKAGE}quality_selfcheck.wasm.br`, contentPath }) => [
      wasmPath,
      contentPath || wasmPath.replace(/[^/]*$/, CONTENT),
    ],
    caseOpener,
  )

/** The engine of a sub-package, which nobody but its owner knows the place of. The content is that of the main package. */
export const reviewLoader = (imports) =>
  loader(imports, ({ wasmPath, contentPath = MAIN_PACKAGE + CONTENT }) => [
    stated(wasmPath, 'quality_selfcheck_review.wasm.br'),
    contentPath,
  ])

/** Likewise; it reads no content. */
export const documentsLoader = (imports) =>
  loader(imports, ({ wasmPath }) => [stated(wasmPath, 'quality_selfcheck_documents.wasm.br')])

function stated(wasmPath, file) {
  if (!wasmPath) throw new Error(`请用 wasmPath 写明 ${file} 在分包里的路径`)
  return wasmPath
}

/** `imports` is the glue, by the name that is written into the wasm file; `places` says where the program is, and the content. */
function loader(imports, places, opener) {
  const glue = Object.values(imports)[0]
  const start = (options) =>
    Promise.resolve()
      .then(() => Promise.all(places(options).map((path) => instantiate(path, imports))))
      .then(([program, content]) => bind(glue, program, content, opener))
  return once(start)
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
  )
}

function engine() {
  if (typeof WXWebAssembly !== 'undefined') return WXWebAssembly
  if (typeof TTWebAssembly !== 'undefined') return TTWebAssembly
  throw new Error(
    '无法启动质量自查：当前环境没有 WXWebAssembly。请把微信升级到最新版本（基础库 2.14.0 及以上）后重试。',
  )
}
