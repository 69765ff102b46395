// One `load` for every host that has WebAssembly: what belongs to the first program answers at once, the others are brought
// when somebody asks for them.
import { caseOpener } from './case.js'
import { checkName, checkOptions, FILES } from './options.js'
import { OURS, ownPacks } from './packs.js'
import { functionsOf, takeUp } from './program.js'
import { LATER, RELEASE } from './programs.js'
import * as stepsGlue from './quality_selfcheck_bg.js'
import { refusal } from './refusal.js'
import { compiled, instance, orLost } from './sources.js'

const GLUE = {
  steps: () => stepsGlue,
  review: () => import('./review.js'),
  documents: () => import('./quality_selfcheck_documents_bg.js'),
}

// Of a glue there is one in a page, whichever entries are loaded: so there is one of each of these too.
/** By option, what brings the module of a file. */
const sources = {}
const starting = {}
const running = {}
/** The programs that read content read the same: whoever comes first asks for it. */
let content
/** The API on our packs. */
let ours

/**
 * Makes `load`. `places` says by option where the files are, where nobody says otherwise, and `read` follows an address;
 * a host may have neither. `files` are the options by which a file may be handed in.
 */
export function loader({ places = {}, read, files = FILES }) {
  return (options = {}) => {
    const { with: parts = [] } = Object(options)
    try {
      checkOptions(options, ['with', ...files])
      if (!Array.isArray(parts)) throw refusal('wrong-type', 'with 要是列表', '/with')
      for (const [place, part] of parts.entries()) checkName(part, Object.keys(LATER), 'unknown-code', `/with/${place}`)
    } catch (error) {
      return Promise.reject(error)
    }
    for (const option of FILES) {
      const given = options[option]
      // Who says nothing has what others have said, unless that has failed.
      if (given || !sources[option] || sources[option].failed) {
        sources[option] = () => compiled(given ?? places[option]?.(), option, read)
      }
    }
    const ready = bring('steps')
    if (parts.length === 0) return ready
    const all = [ready, ...parts.map(bring)]
    // Also where one fails: the next call would get the others' failure if that was still on its way.
    return Promise.allSettled(all)
      .then(() => Promise.all(all))
      .then(() => ours)
  }
}

/** A program is started once, and again after a failure; then the API answers its functions too. */
function bring(part) {
  starting[part] =
    starting[part] ||
    start(part).then(
      (program) => {
        running[part] = program
        ours = running.steps && (ours || core(OURS))
        return ours
      },
      (error) => {
        starting[part] = undefined
        throw error
      },
    )
  return starting[part]
}

async function start(part) {
  const option = part === 'steps' ? 'wasm' : `${part}Wasm`
  const readsContent = part !== 'documents'
  if (readsContent) content = content || sources.content().then((module) => instance(module, {}, 'content'))
  const asked = readsContent ? content : undefined
  try {
    const [module, glue, itsContent] = await Promise.all([sources[option](), orLost(GLUE[part](), part), asked])
    return takeUp(glue, await instance(module, { [`${RELEASE}/${part}`]: glue }, option), itsContent)
  } catch (error) {
    // Nobody knows which of the two is to blame: the next call asks for both.
    sources[option].failed = sources.content.failed = true
    if (content === asked) content = undefined
    throw error
  }
}

/** The API on these packs. */
function core(packs) {
  const bound = { steps: functionsOf(running.steps, packs) }
  packs.checkDossier = bound.steps.checkDossier
  /** The functions of programs, for the function of this name. */
  const loaded = (name, parts) => {
    if (!parts.every((part) => running[part])) throw notLoaded(name, parts)
    for (const part of parts) bound[part] = bound[part] || functionsOf(running[part], packs)
    return bound
  }
  const api = {
    ...bound.steps,
    openCase: caseOpener(running.steps, packs),
    withPacks: (list) => {
      packs.in(running.steps)
      return core(ownPacks(list, running.steps))
    },
  }
  for (const [part, names] of Object.entries(LATER)) {
    api[part] = () => bring(part).then(() => api)
    for (const name of names) api[name] = (args) => loaded(name, [part])[part][name](args)
  }
  const written = (name, work) => {
    api[name] = (args) => {
      const { review, documents } = loaded(name, ['review', 'documents'])
      // Whatever is no object has nothing of what is needed.
      const { format, ...rest } = Object(args)
      return documents.writeDocument({ document: review[work](rest), format })
    }
  }
  // What one program works out and another one writes.
  written('exportReport', 'reportDocument')
  written('exportSummary', 'summaryDocument')
  return Object.freeze(Object.assign(api, packs.own))
}

function notLoaded(name, parts) {
  const calls = parts.map((part) => `await core.${part}()`)
  return refusal('not-loaded', `${name} 在 ${parts.join('、')} 里，请先 ${calls.join('、')}`)
}
