import { tape } from './arguments.js'

/** Makes `openCase`: a case that the program holds open until it is closed, reading these packs. */
export function caseOpener(program, packs) {
  const { glue, read, requests } = program
  return (args = {}) => {
    let number = glue.open_case(packs.in(program), ...tape(args))
    const ask = (request, args) => read(glue.ask_case(number, requests.indexOf(request), ...tape(args)))
    /** Views as they were last looked at, by what was asked; a view that went stale is asked for again. */
    const kept = new Map()
    const look = (key, name, work) => {
      const view = kept.get(key) || { name }
      if (!view.isFresh) {
        view.value = shared(view.value, work())
        view.isFresh = true
        kept.set(key, view)
      }
      return view.value
    }
    /** The task list, once it was looked at: a change says itself which steps of it are others. */
    let list
    const changed = (change) => {
      if (change) {
        const { stale, steps } = change
        for (const view of kept.values()) if (view.name === FILE || stale.includes(view.name)) view.isFresh = false
        // A pack may have two steps of one code, each with groups of its own.
        const same = (one, other) => one.code === other.code && one.name === other.name
        if (list && steps.length) list = list.map((old) => steps.find((step) => same(step, old)) || old)
      }
      return change
    }
    return Object.freeze({
      opened: ask('opened'),
      apply: (patch, options) => changed(ask('apply', { ...options, patch })),
      undo: () => changed(ask('undo')),
      redo: () => changed(ask('redo')),
      setToday: (today) => changed(ask('setToday', { today })),
      steps: () => {
        list = list || ask('steps')
        return list
      },
      view: (name, options = null, pointer = '') => {
        const work = () => ask('view', { name, options, pointer })
        // What is asked with options the program itself keeps, and looks at whatever they are.
        return options === null ? look(`${name} ${pointer}`, name, work) : work()
      },
      can: () => ask('can'),
      dossier: () => look(FILE, FILE, () => ask('dossier')),
      journal: (since) => ask('journal', { since }),
      snapshot: () => ask('snapshot'),
      close: () => {
        glue.close_case(number)
        // No number of any case: whatever is asked from now on, the program refuses.
        number = 0
        kept.clear()
        list = undefined
      },
    })
  }
}

/** No view has this name. */
const FILE = ''
// Phones from before 2022 have no Object.hasOwn.
const hasOwn = Object.prototype.hasOwnProperty

/** The new value, with whatever is equal in the old one in its place, so that who compares by identity sees what changed. */
function shared(old, now) {
  if (Object(old) !== old || Object(now) !== now || Array.isArray(old) !== Array.isArray(now)) return now
  const keys = Object.keys(now)
  const before = Object.keys(old)
  let isSame = keys.length === before.length
  keys.forEach((key, place) => {
    if (hasOwn.call(old, key)) now[key] = shared(old[key], now[key])
    // In another order it is another text.
    if (before[place] !== key || old[key] !== now[key]) isSame = false
  })
  return isSame ? old : now
}
