import * as glue from './quality_selfcheck_bg.js'

/** What the program imports: the generated glue, by the name that is written into the file. The content imports nothing. */
export const imports = { './quality_selfcheck_bg.js': glue }

/** Takes up a running program, hands it the content, which the memory of the other instance holds, and returns the API. */
export function bind({ exports: program }, { exports: content }) {
  const { buffer } = content.memory
  // Both are published together, but a cache may keep one of them longer than the other. To be found out before the program
  // is taken up: the glue holds on to the first memory that it has seen.
  if (new Int32Array(buffer)[0] !== program.content_id()) {
    throw new Error('内容文件和程序不是同一版本，请刷新后重试')
  }
  glue.__wbg_set_wasm(program)
  if (program.__wbindgen_start) program.__wbindgen_start()
  glue.supply(new Uint8Array(buffer))
  return api(0)
}

/** One function for each name that the core itself reports, all reading the packs of this number. */
function api(packs) {
  const functions = {}
  for (const name of glue.functions()) {
    functions[name] = (args = {}) => glue.call(packs, name, JSON.stringify(args))
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
