import * as glue from './quality_selfcheck_bg.js'

/** What the wasm file imports: the generated glue, by the name that is written into the file. */
export const imports = { './quality_selfcheck_bg.js': glue }

/** The API of a running instance: one function for each name that the core itself reports. */
export function bind(instance) {
  glue.__wbg_set_wasm(instance.exports)
  if (instance.exports.__wbindgen_start) instance.exports.__wbindgen_start()
  const api = {}
  for (const name of glue.functions()) {
    api[name] = (args = {}) => glue.call(name, JSON.stringify(args))
  }
  return Object.freeze(api)
}

/** Starts once and keeps the promise; after a failure the next call starts again. */
export function once(start) {
  let loading
  return (options) => {
    loading =
      loading ||
      start(options || {}).catch((error) => {
        loading = undefined
        throw error
      })
    return loading
  }
}
