// Wasm files on hosts that have WebAssembly: from an address, or as whatever stands for one.
import { isRefusal, mismatch, refusal } from './refusal.js'

/**
 * The module of a file: compiled already, its bytes, a response that brings them, or an address that `read` knows how to
 * follow; or a promise of one of these. `option` is its name among the options of `load`.
 */
export async function compiled(given, option, read) {
  const source = await orLost(given, option)
  const address = source?.href ?? source
  if (read && typeof address === 'string') return compiled(orLost(read(address), address), option)
  return typeof source?.arrayBuffer === 'function' ? fromResponse(source, option) : compile(source, option)
}

/** A running instance of a module. */
export async function instance(module, imports, option) {
  try {
    return await WebAssembly.instantiate(module, imports)
  } catch (error) {
    // The imports carry the version.
    throw forbidden(error) || mismatch(`${option} 的文件和脚本`, error)
  }
}

/** What was on its way. */
export async function orLost(coming, what) {
  try {
    return await coming
  } catch (error) {
    throw isRefusal(error) ? error : lost(what, error)
  }
}

function lost(what, cause) {
  return refusal('load-http', `没有取到 ${what}，请检查网络后重试`, '', cause)
}

async function fromResponse(response, option) {
  // A Blob has no status.
  if (response.ok === false) throw lost(`${response.url}（HTTP ${response.status}）`)
  // Browsers stream only this type, and many file servers do not know the extension .wasm.
  const isStreamed = /^application\/wasm\b/.test(response.headers?.get('Content-Type'))
  return compile(isStreamed ? response : await orLost(response.arrayBuffer(), option), option, isStreamed)
}

async function compile(source, option, isStreamed) {
  try {
    if (source instanceof WebAssembly.Module) return source
    return await (isStreamed ? WebAssembly.compileStreaming(source) : WebAssembly.compile(source))
  } catch (error) {
    if (error.name === 'TypeError') {
      // A stream that ends too early, or what is neither bytes nor a module.
      throw isStreamed ? lost(option, error) : refusal('wrong-type', `请用 ${option} 传入文件的内容`, `/${option}`)
    }
    throw forbidden(error) || refusal('load-wasm', `${option} 不是质量自查的文件，或者没有传完整`, '', error)
  }
}

function forbidden(error) {
  const message = "内容安全策略不允许运行 WebAssembly，请在 script-src 里加上 'wasm-unsafe-eval'"
  return /unsafe-eval|\bCSP\b|disallowed/.test(error.message) && refusal('load-csp', message, '', error)
}
