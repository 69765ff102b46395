import { tape } from './arguments.js'
import { mismatch } from './refusal.js'
import { reader } from './results.js'

/**
 * Takes up a running program through its glue. A program whose functions read content is handed it, from the memory of
 * the other instance.
 */
export function takeUp(glue, { exports }, content) {
  const memory = content?.exports.memory
  // All are published together, but a cache may keep one of them longer than the others. To be found out before the program
  // is taken up: the glue holds on to the first memory that it has seen.
  const fits = !content || (memory && exports.content_id && new Int32Array(memory.buffer)[0] === exports.content_id())
  if (!fits || !exports.call) throw mismatch('程序文件和内容文件')
  glue.__wbg_set_wasm(exports)
  if (exports.__wbindgen_start) exports.__wbindgen_start()
  if (memory) glue.supply(new Uint8Array(memory.buffer))
  const read = reader(exports.memory)
  const [names, requests] = read(glue.names())
  return { glue, read, names, requests }
}

/** One function for each name that the program itself reports, all reading these packs. */
export function functionsOf(program, packs) {
  const { glue, read, names } = program
  const functions = {}
  names.forEach((name, place) => {
    functions[name] = (args = {}) => read(glue.call(packs.in(program), place, ...tape(args), packs))
  })
  return functions
}
