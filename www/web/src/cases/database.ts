/** IndexedDB: of each case a record, a snapshot and the journal since. What belongs together is written in one transaction or not at all. */
import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb'
import type { CaseSnapshot, Dossier, JournalEntry } from 'quality-selfcheck'
import { forget, forgetAll } from './leaving'
import type { StoredCase, StoredFacts } from './stored-case'

export class WrittenElsewhere extends Error {
  override name = 'WrittenElsewhere'
}

/** The case was deleted meanwhile: what was done since is of no use without what it was done to. */
export class DeletedElsewhere extends Error {
  override name = 'DeletedElsewhere'
}

interface Schema extends DBSchema {
  cases: { key: string; value: StoredCase }
  snapshots: { key: string; value: CaseSnapshot & { id: string } }
  journal: { key: [string, number]; value: JournalEntry & { id: string } }
}

/** The whole file, as it was kept before there was a journal. */
interface CaseOfVersion1 {
  id: string
  dossier: Dossier
  savedAt: number
  revision: number
  fileSavedAt: number | null
  sinceFile: string[]
}

const NAME = 'quality-selfcheck'
const STORES: ('cases' | 'snapshots' | 'journal')[] = ['cases', 'snapshots', 'journal']
type Transaction = IDBPTransaction<Schema, typeof STORES, IDBTransactionMode>
let opening: Promise<IDBPDatabase<Schema>> | undefined

function database(): Promise<IDBPDatabase<Schema>> {
  opening ??= openDB<Schema>(NAME, 2, {
    upgrade: async (db, before, _, tx) => {
      if (before === 0) db.createObjectStore('cases', { keyPath: 'id' })
      const snapshots = db.createObjectStore('snapshots', { keyPath: 'id' })
      db.createObjectStore('journal', { keyPath: ['id', 'revision'] })
      if (before !== 1) return
      const cases = tx.objectStore('cases')
      for (const old of (await cases.getAll()) as unknown as CaseOfVersion1[]) {
        const { dossier, revision, ...record } = old
        await cases.put({ ...record, kind: dossier.kind, writes: revision })
        await snapshots.put({ id: old.id, revision: 0, dossier, undo: [], redo: [] })
      }
    },
    // Somebody else deletes the database, or needs another version of it: the next write opens it again.
    blocking: (_before, _blocked, event) => {
      opening = undefined
      ;(event.target as IDBDatabase).close()
    },
    terminated: () => {
      opening = undefined
    },
  }).catch((error: unknown) => {
    opening = undefined
    throw error
  })
  return opening
}

/** Every case with its facts, the one written last first. */
export async function listCases(): Promise<(StoredCase & StoredFacts)[]> {
  const tx = (await database()).transaction(STORES)
  const records = await tx.objectStore('cases').getAll()
  const all = await Promise.allSettled(
    records.map(async (record) => ({ ...record, ...(await factsIn(tx, record.id)) })),
  )
  // One that cannot be read must not hide the others.
  return all.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])).sort((a, b) => b.savedAt - a.savedAt)
}

export async function readCase(id: string): Promise<(StoredCase & StoredFacts) | undefined> {
  const tx = (await database()).transaction(STORES)
  const record = await tx.objectStore('cases').get(id)
  return record && { ...record, ...(await factsIn(tx, id)) }
}

/**
 * Writes the next state of a case: what was done since the last one, or a snapshot in the place of all that was kept. Refuses
 * when the stored case is not the one that this page knows.
 */
export async function writeCase(next: StoredCase, facts: Partial<StoredFacts>): Promise<void> {
  const { snapshot, journal = [] } = facts
  const { id } = next
  const tx = (await database()).transaction(STORES, 'readwrite')
  const cases = tx.objectStore('cases')
  const entries = tx.objectStore('journal')
  const stored = await cases.get(id)
  const refusal = stored
    ? stored.writes !== next.writes - 1 && new WrittenElsewhere()
    : !snapshot && new DeletedElsewhere()
  if (refusal) {
    tx.abort()
    await tx.done.catch(() => {})
    throw refusal
  }
  const writing: Promise<unknown>[] = [cases.put(next), tx.done]
  if (snapshot) writing.push(entries.delete(entriesOf(id)), tx.objectStore('snapshots').put({ ...snapshot, id }))
  for (const entry of journal) writing.push(entries.put({ ...entry, id }))
  await Promise.all(writing)
}

export async function deleteCase(id: string): Promise<void> {
  const tx = (await database()).transaction(STORES, 'readwrite')
  await Promise.all([
    tx.objectStore('cases').delete(id),
    tx.objectStore('snapshots').delete(id),
    tx.objectStore('journal').delete(entriesOf(id)),
    tx.done,
  ])
  forget(id)
}

export async function deleteAllCases(): Promise<void> {
  const tx = (await database()).transaction(STORES, 'readwrite')
  await Promise.all([...STORES.map((store) => tx.objectStore(store).clear()), tx.done])
  forgetAll()
}

const entriesOf = (id: string) => IDBKeyRange.bound([id, 0], [id, Number.MAX_SAFE_INTEGER])

async function factsIn(tx: Transaction, id: string): Promise<StoredFacts> {
  const [snapshot, journal] = await Promise.all([
    tx.objectStore('snapshots').get(id),
    tx.objectStore('journal').getAll(entriesOf(id)),
  ])
  if (!snapshot) throw new Error(`no facts of ${id}`)
  return { snapshot: withoutId(snapshot), journal: journal.map(withoutId) }
}

/** The core knows no such key. */
function withoutId<T>({ id: _, ...value }: T & { id: string }): Omit<T, 'id'> {
  return value as Omit<T, 'id'>
}
