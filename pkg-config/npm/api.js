import * as glue from './quality_selfcheck_bg.js'

/** What the wasm file imports: the generated glue, by the name that is written into the file. */
export const imports = { './quality_selfcheck_bg.js': glue }

/** Takes up a running instance and returns the API on the built-in content. */
export function bind(instance) {
  glue.__wbg_set_wasm(instance.exports)
  if (instance.exports.__wbindgen_start) instance.exports.__wbindgen_start()
  return api(0)
}

/** One function for each name that the core itself reports, all reading the content of this number. */
function api(content) {
  const functions = {}
  for (const name of glue.functions()) {
    functions[name] = (args = {}) => glue.call(content, name, JSON.stringify(args))
  }
  return Object.freeze(functions)
}

/**
 * Starts once and keeps the promise; after a failure the next call starts again. With packs of one's own, every call is
 * answered with an API of its own on the same instance.
 */
export function once(start) {
  let loading
  return (options = {}) => {
    loading =
      loading ||
      start(options).catch((error) => {
        loading = undefined
        throw error
      })
    const { packs = [] } = options
    return packs.length ? loading.then(() => api(glue.open(JSON.stringify(packs)))) : loading
  }
}
