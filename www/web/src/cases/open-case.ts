/** The case on the screen. The core holds it; what is done to it is stored by itself shortly after each change. */
import type {
  CaseOpening,
  Dossier,
  JournalEntry,
  OpenCase as Living,
  PatchOperation,
  Reopened,
} from 'quality-selfcheck'
import { type ComputedRef, computed, shallowReactive, shallowReadonly } from 'vue'
import { today } from '../clock'
import { core, startCore } from '../core'
import { DeletedElsewhere, readCase, WrittenElsewhere, writeCase } from './database'
import { newId } from './dossier'
import { forget, keepForNextTime, keptFromLastTime } from './leaving'
import { moveEditingHere, startEditing, stopEditing, tellSaved } from './one-editor'
import type { StoredCase } from './stored-case'

const DELAY = 250
/** After this long an unstored change is worth a word. */
const LATE = 1500
/** After so many entries opening should not have to go through the journal any more. */
const LONG = 200

interface OpenCase {
  id: string
  /** The facts as they stand. What a change leaves alone stays the same object. */
  dossier: Dossier | null
  /** Goes up whenever the facts or the day may be others. */
  turn: number
  undo: boolean
  redo: boolean
  /** Answers that the content of this version asks in other words, and that wait to be given again. */
  reopened: Reopened[]
  state: 'loading' | 'open' | 'unknown' | 'unreadable'
  /** It is edited elsewhere. */
  readOnly: boolean
  savedAt: number | null
  /** Places changed but not stored, with the number of the last edit. */
  unsaved: ReadonlyMap<string, number>
  failure: 'full' | 'other' | null
  late: boolean
  writes: number
  fileSavedAt: number | null
  sinceFile: string[]
}

const closed = (): OpenCase => ({
  id: '',
  dossier: null,
  turn: 0,
  undo: false,
  redo: false,
  reopened: [],
  state: 'loading',
  readOnly: false,
  savedAt: null,
  unsaved: new Map(),
  failure: null,
  late: false,
  writes: 0,
  fileSavedAt: null,
  sinceFile: [],
})

const open = shallowReactive<OpenCase>(closed())
let living: Living | undefined
/** The last revision that is stored, and the one that the stored snapshot is of; none at all of a case that was never stored. */
let stored: { revision: number; snapshot: number } | undefined
/** The place in which somebody is typing: what is typed there is one step. */
let typing = ''

/** Cases left while their last changes could not be stored, kept until they can. */
const held = shallowReactive(new Map<string, { open: OpenCase; living: Living; stored: typeof stored }>())

export const heldCases = computed(() =>
  [...held.values()].flatMap(({ open: { dossier } }) => (dossier ? [dossier] : [])),
)

export const openCase = shallowReadonly(open)

/** What the core makes of the facts, always up to date. */
export function viewed<T>(look: (living: Living) => T): ComputedRef<T> {
  let last: T
  return computed(() => {
    // A case that is closed shows what it last was until its screen is gone.
    if (open.turn >= 0 && living) last = look(living)
    return last
  })
}

let edits = 0
let timer: ReturnType<typeof setTimeout> | undefined
let lateTimer: ReturnType<typeof setTimeout> | undefined
let writing: Promise<void> = Promise.resolve()

/** Makes a dossier a case of this device and opens it. A failed write shows in the page. */
export async function adopt(dossier: Dossier, known: { writes?: number; fileSavedAt?: number } = {}): Promise<void> {
  await leaveCase()
  Object.assign(open, closed(), known, { id: dossier.id })
  hold({ dossier })
  open.readOnly = !(await startEditing(open.id, listener))
  note('/')
  await flush()
}

export async function showCase(id: string): Promise<void> {
  if (open.id === id && open.state === 'open') return
  await leaveCase()
  const waiting = held.get(id)
  if (waiting) {
    held.delete(id)
    Object.assign(open, waiting.open)
    living = waiting.living
    stored = waiting.stored
    open.readOnly = !(await startEditing(id, listener))
    await flush()
    return
  }
  Object.assign(open, closed(), { id })
  await load(id, true)
}

/** Stores what is open and lets other tabs edit. What cannot be stored is kept in the page. */
export async function leaveCase(): Promise<void> {
  if (!open.id) return
  await flush(true)
  if (open.unsaved.size && living) held.set(open.id, { open: { ...open }, living, stored })
  else living?.close()
  living = stored = undefined
  stopEditing()
  Object.assign(open, closed())
}

/**
 * The only way to change a case. What is typed in one place, one letter after the other, is one step to be taken back.
 * A change that the core refuses changes nothing, and is said.
 */
export function edit(patch: PatchOperation[], isTyped = false): void {
  const [first] = patch
  if (!living || !first || open.readOnly) return
  living.apply(patch, { join: isTyped && typing === first.path })
  typing = isTyped ? first.path : ''
  changed(patch.map(({ path }) => placeOf(path)))
}

/** What counts as one place: a field, the answer to a unit. */
const placeOf = (path: string) => path.split('/').slice(0, 5).join('/')

export function undo(): void {
  if (!open.readOnly && living?.undo()) tookBack()
}

export function redo(): void {
  if (!open.readOnly && living?.redo()) tookBack()
}

/** What is typed from now on is another step. */
export function endTyping(): void {
  typing = ''
}

function tookBack(): void {
  typing = ''
  changed(['/undo'])
}

function changed(places: string[]): void {
  show()
  open.sinceFile = [...new Set([...open.sinceFile, ...places])]
  for (const place of places) note(place)
  clearTimeout(timer)
  timer = setTimeout(flush, DELAY)
}

/** Takes from the core what every screen shows. */
function show(): void {
  if (!living) return
  Object.assign(open, { dossier: living.dossier(), turn: open.turn + 1, ...living.can() })
}

/** Has the core hold a case. */
function hold(opening: Omit<CaseOpening, 'today'>): void {
  living?.close()
  living = core().openCase({ ...opening, today: today() })
  stored = undefined
  typing = ''
  open.state = 'open'
  open.reopened = living.opened.reopened
  show()
}

/** Stores what is not stored yet; `whole` so that the next time opens without a journal. */
export function flush(whole = false): Promise<void> {
  clearTimeout(timer)
  const next = () => store(whole)
  writing = writing.then(next, next)
  return writing
}

export async function editHere(): Promise<void> {
  if (!open.dossier) return
  // What this page could not store must not be lost by reading the stored state again.
  if (open.unsaved.size) return saveAsCopy()
  if (!(await moveEditingHere(open.id))) return
  await load(open.id)
  open.readOnly = false
}

export async function saveAsCopy(): Promise<void> {
  if (!open.dossier) return
  const copy = { ...open.dossier, id: newId(), title: `${open.dossier.title}（副本）` }
  open.unsaved = new Map()
  await adopt(copy)
}

/** Called after a file was handed to the browser. */
export async function noteFileSaved(): Promise<void> {
  Object.assign(open, { fileSavedAt: Date.now(), sinceFile: [] })
  if (open.readOnly) return
  note('/fileSavedAt')
  await flush()
}

/** Opens what is stored; `toEdit` with the last words of a page that was left in the middle of typing. */
async function load(id: string, toEdit = false): Promise<void> {
  try {
    const [found] = await Promise.all([readCase(id), startCore()])
    if (open.id !== id) return
    if (!found) {
      open.state = 'unknown'
      return
    }
    const { snapshot, journal, kind: _, ...record } = found
    if (toEdit) open.readOnly = !(await startEditing(id, listener))
    if (open.id !== id) return
    const kept = toEdit && !open.readOnly ? keptFromLastTime(found) : null
    Object.assign(open, record)
    hold({ snapshot, journal: [...journal, ...(kept?.journal ?? [])] })
    // What opening has changed is in no journal: the next write is of the whole case.
    const isAsStored = open.reopened.length === 0 && living?.opened.changes.length === 0
    stored = isAsStored
      ? { revision: journal.at(-1)?.revision ?? snapshot.revision, snapshot: snapshot.revision }
      : undefined
    if (toEdit && !open.readOnly && !kept) forget(id)
    if (!kept) return
    open.sinceFile = kept.record.sinceFile
    note('/')
    await flush()
  } catch {
    open.state = 'unreadable'
  }
}

function note(place: string): void {
  edits += 1
  open.unsaved = new Map(open.unsaved).set(place, edits)
  clearTimeout(lateTimer)
  lateTimer = setTimeout(() => {
    open.late = open.unsaved.size > 0
  }, LATE)
}

async function store(whole: boolean): Promise<void> {
  if (!open.dossier || !living) return
  const journal = unstored()
  const last = journal.at(-1)?.revision ?? stored?.revision ?? 0
  // Who only reads leaves what is stored as it is.
  const entries = stored && !open.readOnly ? last - stored.snapshot : 0
  const isTooLong = whole ? entries > 0 : journal.length > 0 && entries > LONG
  if (!open.unsaved.size && !isTooLong) return
  const snapshot = !stored || isTooLong ? living.snapshot() : undefined
  const upTo = edits
  const { id } = open
  const next = recordOf(open, open.dossier)
  try {
    await writeCase(next, snapshot ? { snapshot } : { journal })
    if (open.id !== id) return
    stored = { revision: snapshot?.revision ?? last, snapshot: snapshot?.revision ?? stored?.snapshot ?? 0 }
    open.unsaved = new Map([...open.unsaved].filter(([, edit]) => edit > upTo))
    Object.assign(open, { writes: next.writes, savedAt: next.savedAt, failure: null, late: false })
    if (!open.unsaved.size) clearTimeout(lateTimer)
    forget(id)
    tellSaved(id)
  } catch (error) {
    if (error instanceof DeletedElsewhere && stored) {
      // Whoever goes on with a case wants it: it is stored as a whole.
      stored = undefined
      return store(whole)
    }
    if (error instanceof WrittenElsewhere) open.readOnly = true
    else open.failure = isFull(error) ? 'full' : 'other'
  }
}

/** What was done since the last write. */
function unstored(): JournalEntry[] {
  return living?.journal(stored?.revision ?? 0) ?? []
}

/** After something was deleted there may be room again. */
export async function storeHeld(): Promise<void> {
  for (const [id, waiting] of held) {
    const { dossier } = waiting.open
    if (!dossier) continue
    const snapshot = waiting.living.snapshot()
    await writeCase(recordOf(waiting.open, dossier), { snapshot }).then(
      () => {
        held.delete(id)
        waiting.living.close()
      },
      () => {},
    )
  }
}

function recordOf(from: OpenCase, dossier: Dossier): StoredCase {
  return {
    id: from.id,
    kind: dossier.kind,
    savedAt: Date.now(),
    writes: from.writes + 1,
    fileSavedAt: from.fileSavedAt,
    sinceFile: [...from.sinceFile],
  }
}

const isFull = (error: unknown) => error instanceof DOMException && error.name === 'QuotaExceededError'

const listener = {
  handOver: async () => {
    await flush(true)
    open.readOnly = true
  },
  lost: () => {
    open.readOnly = true
  },
  savedElsewhere: () => {
    if (open.readOnly && !open.unsaved.size) void load(open.id)
  },
}

/** Leaving the page: nothing typed is lost, and a change that cannot be stored holds the page. */
export function storeWhenLeaving(): void {
  window.addEventListener('pagehide', storeNow)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') storeNow()
    else if (living) {
      // A page that is looked at again may have slept over midnight.
      living.setToday(today())
      show()
    }
  })
  window.addEventListener('beforeunload', (event) => {
    if (held.size || (open.failure && open.unsaved.size)) event.preventDefault()
  })
}

function storeNow(): void {
  if (open.dossier && open.unsaved.size && !open.readOnly && stored) {
    keepForNextTime({ record: recordOf(open, open.dossier), journal: unstored() })
  }
  void flush()
}
