import { tape } from './arguments.js'
import { reader } from './results.js'

/**
 * Takes up a running program through its glue and returns what makes its API. A program whose functions read content is
 * handed it, from the memory of the other instance. `opener` makes what holds cases open, where the program can.
 */
export function bind(glue, { exports: program }, content, opener) {
  const memory = content?.exports.memory.buffer
  // Both are published together, but a cache may keep one of them longer than the other. To be found out before the program
  // is taken up: the glue holds on to the first memory that it has seen.
  if (memory && new Int32Array(memory)[0] !== program.content_id()) {
    throw new Error('内容文件和程序不是同一版本，请刷新后重试')
  }
  glue.__wbg_set_wasm(program)
  if (program.__wbindgen_start) program.__wbindgen_start()
  if (memory) glue.supply(new Uint8Array(memory))
  const read = reader(program.memory)
  const bound = (packs) => api(glue, read, packs, opener)
  return { api: bound(0), open: (packs) => bound(glue.open(...tape(packs))) }
}

/** One function for each name that the program itself reports, all reading the packs of this number. */
function api(glue, read, packs, opener) {
  const functions = {}
  glue.functions().forEach((name, place) => {
    functions[name] = (args = {}) => read(glue.call(packs, place, ...tape(args)))
  })
  // What the command line does in one call, JavaScript does with a case that stays open.
  if (opener) functions.openCase = opener(glue, read, packs)
  return Object.freeze(functions)
}

/**
 * Makes `load` from what starts the core. It starts once and keeps the promise; after a failure the next call starts again. With packs of one's own, every call is
 * answered with an API of its own on what was started.
 */
export function once(start) {
  let started
  let api
  return (options = {}) => {
    started =
      started ||
      start(options).catch((error) => {
        started = api = undefined
        throw error
      })
    api = api || started.then((core) => core.api)
    const { packs = [] } = options
    return packs.length ? started.then((core) => core.open(packs)) : api
  }
}
