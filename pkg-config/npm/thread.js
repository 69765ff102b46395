// Runs in a worker (worker.js): calls what it is asked to call. Values that are plain go back as they are; what has functions
// – an API, an open case – stays here under a number, and its functions are called by that.
import { Written } from './arguments.js'
import { loader } from './core.js'
import { plainError } from './errors.js'
import { refusal } from './refusal.js'

/** The number of what can only load. */
const LOADER = 0
const held = [{ load: loader({ read: (address) => fetch(address) }) }]

self.onmessage = async ({ data: { id, on, name, args } }) => {
  try {
    const object = held[on]
    if (!object) throw refusal('case-closed', '已经关闭，请重新打开')
    const value = await object[name](...(on === LOADER ? args : args.map(revived)))
    if (name === 'close') delete held[on]
    self.postMessage({ id, ...(hasFunctions(value) ? { holds: hold(value) } : { value }) })
  } catch (error) {
    self.postMessage({ id, error: plainError(error) })
  }
}

function hasFunctions(value) {
  return typeof value === 'object' && value !== null && Object.values(value).some((own) => typeof own === 'function')
}

function hold(object) {
  const known = held.indexOf(object)
  const number = known < 0 ? held.push(object) - 1 : known
  const isMethod = (name) => typeof object[name] === 'function'
  const values = Object.entries(object).filter(([name]) => !isMethod(name))
  return { number, values: Object.fromEntries(values), methods: Object.keys(object).filter(isMethod) }
}

/** An argument as it was given there. */
function revived(value) {
  if (typeof value !== 'object' || value === null) return value
  if (value.tape) return new Written(...value.tape)
  return Object.fromEntries(value.named.map(([key, own]) => [key, revived(own)]))
}
