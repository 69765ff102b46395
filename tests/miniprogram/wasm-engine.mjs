// WXWebAssembly as WeChat documents it: it takes a path inside the code package and nothing else.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import startWabt from 'wabt'

const wabt = await startWabt()
const OFF = {
  bulk_memory: false,
  exceptions: false,
  multi_value: false,
  mutable_globals: false,
  reference_types: false,
  sat_float_to_int: false,
  sign_extension: false,
  simd: false,
  tail_call: false,
  threads: false,
}

/** The exports of the file at `path`, if the phone of that profile accepts it. */
export function instantiate(packageRoot, profile, path, imports) {
  const bytes = readFromPackage(packageRoot, path)
  validate(bytes, profile.wasm)
  const module = new WebAssembly.Module(bytes)
  for (const { kind, name } of WebAssembly.Module.exports(module)) {
    if (kind === 'global' && !profile.exportsGlobals) throw new Error(`exporting the Global ${name} is not supported`)
  }
  // A plain object: exported functions are all that WeChat lets through beside memories and tables.
  return { ...new WebAssembly.Instance(module, imports).exports }
}

function readFromPackage(packageRoot, path) {
  if (typeof path !== 'string') throw new TypeError('WXWebAssembly.instantiate: the path must be a string')
  if (/^\w+:/.test(path)) throw new Error('WebAssembly.instantiate: not support wxfile: or http: path')
  if (!/\.wasm(\.br)?$/.test(path)) throw new Error(`only .wasm and .wasm.br are supported: ${path}`)
  const file = join(packageRoot, path)
  if (!existsSync(file)) throw new Error(`file not found: ${path}`)
  const bytes = readFileSync(file)
  return path.endsWith('.br') ? brotliDecompressSync(bytes) : bytes
}

function validate(bytes, features) {
  let module
  try {
    module = wabt.readWasm(new Uint8Array(bytes), { ...OFF, ...features })
    module.validate()
  } catch (error) {
    throw new Error(`CompileError: invalid wasm file: ${error.message.split('\n')[0]}`)
  } finally {
    module?.destroy()
  }
}
