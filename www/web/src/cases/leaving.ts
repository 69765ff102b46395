/**
 * What was typed in the last moment before the page goes. IndexedDB cannot finish a write then, localStorage can:
 * it keeps what was not stored yet until the case is opened again.
 */
import type { JournalEntry } from 'quality-selfcheck'
import type { StoredCase } from './stored-case'

export interface Leaving {
  record: StoredCase
  journal: JournalEntry[]
}

const PREFIX = 'quality-selfcheck leaving '

export function keepForNextTime(leaving: Leaving): void {
  try {
    localStorage.setItem(PREFIX + leaving.record.id, JSON.stringify(leaving))
  } catch {
    // Full or forbidden. The page has already said that nothing could be stored.
  }
}

/** What was kept, if nobody has written the case since. */
export function keptFromLastTime({ id, writes }: StoredCase): Leaving | null {
  try {
    const kept = JSON.parse(localStorage.getItem(PREFIX + id) ?? 'null') as Leaving | null
    return kept?.record?.writes === writes + 1 ? kept : null
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
