// The API in a thread of its own: what is called here is sent there (thread.js), and answered when the thread has answered.
import { isPlain, tape } from './arguments.js'
import { reviveError } from './errors.js'
import { checkOptions, FILES } from './options.js'
import { places } from './places.js'
import { refusal } from './refusal.js'
import { compiled } from './sources.js'

/** The number of what can only load, and of the API that it loads. */
const LOADER = 0
const CORE = 1
let thread

/** Starts the thread, once; each call answers with the same API. */
export async function load(options = {}) {
  checkOptions(options, ['with', ...FILES])
  const sent = { ...options }
  for (const option of FILES) sent[option] = await portable(options[option] ?? places[option](), option)
  thread ??= startThread()
  return thread.ask(LOADER, 'load', [sent])
}

/** An address as it is seen from here, or a module: no response and no promise can be sent. */
async function portable(given, option) {
  const source = await given
  const address = source?.href ?? source
  return typeof address === 'string' ? new URL(address, location.href).href : compiled(source, option)
}

function startThread() {
  // No module worker: Firefox has them from 114 on.
  const worker = new Worker(new URL('./worker-thread.js', import.meta.url))
  const waiting = new Map()
  /** What the thread holds, by its number there. */
  const held = new Map()
  let last = 0
  let ended

  function ask(on, name, args, transfer = []) {
    return new Promise((resolve, reject) => {
      if (ended) throw ended
      last += 1
      waiting.set(last, { resolve, reject })
      worker.postMessage({ id: last, on, name, args }, transfer)
    })
  }

  function remote({ number, values, methods }) {
    if (held.has(number)) return held.get(number)
    const object = { ...values }
    for (const name of methods) {
      object[name] = async (...args) => {
        const transfer = []
        const sent = args.map((value) => portableArgument(value, transfer))
        if (name === 'close') held.delete(number)
        return ask(number, name, sent, transfer)
      }
    }
    if (number === CORE) object.terminate = () => end(refusal('case-closed', '后台线程已经结束，请重新 load'))
    held.set(number, Object.freeze(object))
    return object
  }

  function end(reason) {
    ended = reason
    thread = undefined
    worker.terminate()
    for (const { reject } of waiting.values()) reject(reason)
    waiting.clear()
  }

  worker.onmessage = ({ data: { id, value, holds, error } }) => {
    const { resolve, reject } = waiting.get(id)
    waiting.delete(id)
    if (error) reject(reviveError(error))
    else resolve(holds ? remote(holds) : value)
  }
  worker.onerror = (event) => {
    event.preventDefault()
    end(refusal('load-http', '没有取到 worker-thread.js，请检查网络后重试'))
  }
  return { ask }
}

/**
 * An argument as it can be sent. What holds other values goes as a tape, so that the thread is given just what the core would
 * be given here; only the arguments of a function keep their names.
 */
function portableArgument(value, transfer) {
  if (value === null || !['object', 'function', 'symbol', 'bigint'].includes(typeof value)) return value
  if (typeof value !== 'object' || !isPlain(value) || Array.isArray(value)) return written(value, transfer)
  const named = Object.keys(value).map((key) => {
    const own = value[key]
    return [key, own !== null && typeof own === 'object' ? written(own, transfer) : portableArgument(own, transfer)]
  })
  return { named }
}

function written(value, transfer) {
  const parts = tape(value).map((part) => part.slice())
  transfer.push(...parts.map(({ buffer }) => buffer))
  return { tape: parts }
}
