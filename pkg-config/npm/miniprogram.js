import { bind, imports, once } from './api.js'

// Where the developer tools put the file when they build npm for the main package.
const BUILT_BY_TOOLS = '/miniprogram_npm/quality-selfcheck/quality_selfcheck.wasm.br'

/**
 * Loads the core in a mini-program. `wasmPath` is needed only where the package was built into a sub-package, and
 * `contentPath` only where the content does not lie beside it.
 */
export const load = once(
  ({ wasmPath = BUILT_BY_TOOLS, contentPath = wasmPath.replace(/[^/]*$/, 'quality_selfcheck_content.wasm.br') }) =>
    Promise.all([wasmPath, contentPath].map(instantiate)).then(([program, content]) => bind(program, content)),
)

function instantiate(path) {
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
