/** IndexedDB: one record per case. Everything is written in one transaction or not at all. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import { forget, forgetAll } from './leaving'
import type { StoredCase } from './stored-case'

export class WrittenElsewhere extends Error {
  override name = 'WrittenElsewhere'
}

interface Schema extends DBSchema {
  cases: { key: string; value: StoredCase }
}

const NAME = 'quality-selfcheck'
let opening: Promise<IDBPDatabase<Schema>> | undefined

function database(): Promise<IDBPDatabase<Schema>> {
  opening ??= openDB<Schema>(NAME, 1, {
    upgrade: (db) => {
      db.createObjectStore('cases', { keyPath: 'id' })
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

export async function listCases(): Promise<StoredCase[]> {
  const all = await (await database()).getAll('cases')
  return all.sort((a, b) => b.savedAt - a.savedAt)
}

export async function readCase(id: string): Promise<StoredCase | undefined> {
  return (await database()).get('cases', id)
}

/** Writes the next revision; refuses when the stored one is not the one this page knows. */
export async function writeCase(next: StoredCase): Promise<void> {
  const db = await database()
  const tx = db.transaction('cases', 'readwrite')
  const stored = await tx.store.get(next.id)
  if (stored && stored.revision !== next.revision - 1) {
    tx.abort()
    await tx.done.catch(() => {})
    throw new WrittenElsewhere()
  }
  await Promise.all([tx.store.put(next), tx.done])
}

export async function deleteCase(id: string): Promise<void> {
  await (await database()).delete('cases', id)
  forget(id)
}

export async function deleteAllCases(): Promise<void> {
  await (await database()).clear('cases')
  forgetAll()
}
