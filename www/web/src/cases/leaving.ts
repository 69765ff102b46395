/**
 * What was typed in the last moment before the page goes. IndexedDB cannot finish a write then, localStorage can:
 * it keeps the record until the case is opened again.
 */
import type { StoredCase } from './stored-case'

const PREFIX = 'quality-selfcheck leaving '

export function keepForNextTime(record: StoredCase): void {
  try {
    localStorage.setItem(PREFIX + record.id, JSON.stringify(record))
  } catch {
    // Full or forbidden. The page has already said that nothing could be stored.
  }
}

/** The kept record, if nobody has written the case since. */
export function keptFromLastTime(id: string, storedRevision: number): StoredCase | null {
  try {
    const kept = JSON.parse(localStorage.getItem(PREFIX + id) ?? 'null') as StoredCase | null
    return kept?.revision === storedRevision + 1 ? kept : null
  } catch {
    return null
  }
}

export function forget(id: string): void {
  localStorage.removeItem(PREFIX + id)
}

export function forgetAll(): void {
  for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key)
}
