import type { CaseSnapshot, JournalEntry } from 'quality-selfcheck'
import type { CaseKind } from '../routes'

/** What this browser keeps of a case beside its facts. */
export interface StoredCase {
  id: string
  kind: CaseKind
  savedAt: number
  /** Goes up by one with every write: shows when somebody else has written meanwhile. */
  writes: number
  fileSavedAt: number | null
  /** Places changed since the last saved file. */
  sinceFile: string[]
}

/** The facts: the case as it was now and then, and what was done since. */
export interface StoredFacts {
  snapshot: CaseSnapshot
  journal: JournalEntry[]
}
