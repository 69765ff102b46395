import type { Dossier } from 'quality-selfcheck'

/** A case as this browser keeps it. */
export interface StoredCase {
  id: string
  dossier: Dossier
  savedAt: number
  /** Goes up by one with every write: shows when somebody else has written meanwhile. */
  revision: number
  fileSavedAt: number | null
  /** Places changed since the last saved file. */
  sinceFile: string[]
}
