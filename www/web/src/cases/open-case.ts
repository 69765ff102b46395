/** The case on the screen: edited in memory, stored by itself shortly after each change. */
import type { Dossier } from 'quality-selfcheck'
import { computed, reactive, readonly } from 'vue'
import type { CaseKind } from '../routes'
import { readCase, WrittenElsewhere, writeCase } from './database'
import { newDossier, newId, plain } from './dossier'
import { forget, keepForNextTime, keptFromLastTime } from './leaving'
import { moveEditingHere, startEditing, stopEditing, tellSaved } from './one-editor'
import type { StoredCase } from './stored-case'

const DELAY = 250
/** After this long an unstored change is worth a word. */
const LATE = 1500

interface OpenCase {
  id: string
  dossier: Dossier | null
  state: 'loading' | 'open' | 'unknown' | 'unreadable'
  access: 'edit' | 'elsewhere'
  savedAt: number | null
  /** Places changed but not stored, with the number of the last edit. */
  unsaved: Map<string, number>
  failure: 'full' | 'other' | null
  late: boolean
  revision: number
  fileSavedAt: number | null
  sinceFile: string[]
}

const closed = (): OpenCase => ({
  id: '',
  dossier: null,
  state: 'loading',
  access: 'edit',
  savedAt: null,
  unsaved: new Map(),
  failure: null,
  late: false,
  revision: 0,
  fileSavedAt: null,
  sinceFile: [],
})

const open = reactive<OpenCase>(closed())
/** Cases left while their last changes could not be stored, kept until they can. */
const held = reactive(new Map<string, OpenCase>())

export const heldCases = computed(() => [...held.values()].flatMap((c) => (c.dossier ? [c.dossier] : [])))

export const openCase = readonly(open) as Readonly<OpenCase>
export const readOnly = computed(() => open.access !== 'edit')

let edits = 0
let timer: ReturnType<typeof setTimeout> | undefined
let lateTimer: ReturnType<typeof setTimeout> | undefined
let writing: Promise<void> = Promise.resolve()

export async function createCase(kind: CaseKind): Promise<string> {
  const dossier = newDossier(kind)
  await adopt(dossier)
  return dossier.id
}

/** Makes a dossier a case of this device and opens it. Throws nothing: a failed write shows in the page. */
export async function adopt(dossier: Dossier, known: { revision?: number; fileSavedAt?: number } = {}): Promise<void> {
  await leaveCase()
  // What a file says of its own results holds no longer once it is edited; saving it works them out again.
  const adopted: Dossier = { ...plain(dossier), results: null, sha256: null }
  Object.assign(open, closed(), known, { id: dossier.id, dossier: adopted, state: 'open' })
  open.access = (await startEditing(open.id, listener)) ? 'edit' : 'elsewhere'
  note('/')
  open.sinceFile = []
  await flush()
}

export async function showCase(id: string): Promise<void> {
  if (open.id === id && open.state === 'open') return
  await leaveCase()
  const waiting = held.get(id)
  if (waiting) {
    held.delete(id)
    Object.assign(open, waiting)
    open.access = (await startEditing(id, listener)) ? 'edit' : 'elsewhere'
    await flush()
    return
  }
  Object.assign(open, closed(), { id })
  await load(id)
  if (open.id !== id || open.state !== 'open') return
  open.access = (await startEditing(id, listener)) ? 'edit' : 'elsewhere'
  if (!readOnly.value) await takeUpLastTime(id)
}

/** Stores what is open and lets other tabs edit. What cannot be stored is kept in the page. */
export async function leaveCase(): Promise<void> {
  if (!open.id) return
  await flush()
  if (open.unsaved.size) held.set(open.id, { ...open })
  stopEditing()
  Object.assign(open, closed())
}

/** The only way to change a case. `place` names what was changed, so that changes can be counted. */
export function edit(place: string, change: (dossier: Dossier) => void): void {
  if (!open.dossier || readOnly.value) return
  change(open.dossier)
  note(place)
  clearTimeout(timer)
  timer = setTimeout(flush, DELAY)
}

export function flush(): Promise<void> {
  clearTimeout(timer)
  writing = writing.then(store, store)
  return writing
}

export async function editHere(): Promise<void> {
  if (!open.dossier) return
  // What this page could not store must not be lost by reading the stored state again.
  if (open.unsaved.size) return saveAsCopy()
  if (!(await moveEditingHere(open.id))) return
  await load(open.id)
  open.access = 'edit'
}

export async function saveAsCopy(): Promise<void> {
  if (!open.dossier) return
  const copy = { ...plain(open.dossier), id: newId(), title: `${open.dossier.title}（副本）` }
  open.unsaved.clear()
  await adopt(copy)
}

/** Called after a file was handed to the browser. */
export async function noteFileSaved(): Promise<void> {
  open.fileSavedAt = Date.now()
  open.sinceFile = []
  if (readOnly.value) return
  note('/fileSavedAt')
  open.sinceFile = []
  await flush()
}

/** The last words of a page that was left in the middle of typing. */
async function takeUpLastTime(id: string): Promise<void> {
  const kept = keptFromLastTime(id, open.revision)
  if (!kept) return forget(id)
  open.dossier = kept.dossier
  open.sinceFile = kept.sinceFile
  note('/')
  await flush()
}

async function load(id: string): Promise<void> {
  try {
    const stored = await readCase(id)
    if (open.id !== id) return
    if (!stored) {
      open.state = 'unknown'
      return
    }
    const { dossier, savedAt, revision, fileSavedAt, sinceFile } = stored
    Object.assign(open, { dossier, savedAt, revision, fileSavedAt, sinceFile, state: 'open' })
  } catch {
    open.state = 'unreadable'
  }
}

function note(place: string): void {
  edits += 1
  open.unsaved.set(place, edits)
  if (!open.sinceFile.includes(place)) open.sinceFile.push(place)
  clearTimeout(lateTimer)
  lateTimer = setTimeout(() => {
    open.late = open.unsaved.size > 0
  }, LATE)
}

async function store(): Promise<void> {
  if (!open.dossier || !open.unsaved.size) return
  const upTo = edits
  const { id } = open
  const next = recordOf(open, open.dossier)
  try {
    await writeCase(next)
    if (open.id !== id) return
    for (const [place, edit] of open.unsaved) if (edit <= upTo) open.unsaved.delete(place)
    Object.assign(open, { revision: next.revision, savedAt: next.savedAt, failure: null, late: false })
    if (!open.unsaved.size) clearTimeout(lateTimer)
    forget(id)
    tellSaved(id)
  } catch (error) {
    if (error instanceof WrittenElsewhere) open.access = 'elsewhere'
    else open.failure = isFull(error) ? 'full' : 'other'
  }
}

/** After something was deleted there may be room again. */
export async function storeHeld(): Promise<void> {
  for (const [id, waiting] of held) {
    if (!waiting.dossier) continue
    await writeCase(recordOf(waiting, waiting.dossier)).then(
      () => held.delete(id),
      () => {},
    )
  }
}

function recordOf(from: OpenCase, dossier: Dossier): StoredCase {
  return {
    id: from.id,
    dossier: plain(dossier),
    savedAt: Date.now(),
    revision: from.revision + 1,
    fileSavedAt: from.fileSavedAt,
    sinceFile: [...from.sinceFile],
  }
}

const isFull = (error: unknown) => error instanceof DOMException && error.name === 'QuotaExceededError'

const listener = {
  handOver: async () => {
    await flush()
    open.access = 'elsewhere'
  },
  lost: () => {
    open.access = 'elsewhere'
  },
  savedElsewhere: () => {
    if (readOnly.value && !open.unsaved.size) void load(open.id)
  },
}

/** Leaving the page: nothing typed is lost, and a change that cannot be stored holds the page. */
export function storeWhenLeaving(): void {
  window.addEventListener('pagehide', storeNow)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') storeNow()
  })
  window.addEventListener('beforeunload', (event) => {
    if (held.size || (open.failure && open.unsaved.size)) event.preventDefault()
  })
}

function storeNow(): void {
  if (open.dossier && open.unsaved.size && !readOnly.value) keepForNextTime(recordOf(open, open.dossier))
  void flush()
}
