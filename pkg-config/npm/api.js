/**
 * Takes up a running program through its glue and returns what makes its API. A program whose functions read content is
 * handed it, from the memory of the other instance.
 */
export function bind(glue, { exports: program }, content) {
  const memory = content?.exports.memory.buffer
  // Both are published together, but a cache may keep one of them longer than the other. To be found out before the program
  // is taken up: the glue holds on to the first memory that it has seen.
  if (memory && new Int32Array(memory)[0] !== program.content_id()) {
    throw new Error('内容文件和程序不是同一版本，请刷新后重试')
  }
  glue.__wbg_set_wasm(program)
  if (program.__wbindgen_start) program.__wbindgen_start()
  if (memory) glue.supply(new Uint8Array(memory))
  return api(glue, 0)
}

/** The API that reads a bureau's own packs in place of ours, on the program that runs already. */
export function open(glue, packs) {
  return api(glue, glue.open(JSON.stringify(packs)))
}

/** One function for each name that the program itself reports, all reading the packs of this number. */
function api(glue, packs) {
  const functions = {}
  for (const name of glue.functions()) {
    functions[name] = (args = {}) => glue.call(packs, name, JSON.stringify(args))
  }
  return Object.freeze(functions)
}

/**
 * Starts once and keeps the promise; after a failure the next call starts again. With packs of one's own, every call is
 * answered with an API of its own on what was started.
 */
export function once(start, withPacks) {
  let loading
  return (options = {}) => {
    loading =
      loading ||
      start(options).catch((error) => {
        loading = undefined
        throw error
      })
    const { packs = [] } = options
    return packs.length ? loading.then(() => withPacks(packs)) : loading
  }
}
