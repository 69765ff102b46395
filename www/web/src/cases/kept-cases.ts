/** The cases of this device, with their facts as they stand. */
import type { Dossier } from 'quality-selfcheck'
import { today } from '../clock'
import { core } from '../core'
import { listCases, readCase } from './database'
import type { StoredCase, StoredFacts } from './stored-case'

export interface KeptCase extends StoredCase {
  dossier: Dossier
}

export async function keptCases(): Promise<KeptCase[]> {
  return (await listCases()).map(current)
}

export async function keptCase(id: string): Promise<KeptCase | undefined> {
  const found = await readCase(id)
  return found && current(found)
}

function current({ snapshot, journal, ...record }: StoredCase & StoredFacts): KeptCase {
  return { ...record, dossier: journal.length > 0 ? replayed({ snapshot, journal }) : snapshot.dossier }
}

function replayed(facts: StoredFacts): Dossier {
  try {
    const living = core().openCase({ ...facts, today: today() })
    const dossier = living.dossier()
    living.close()
    return dossier
  } catch {
    // One case that the core refuses must not hide the others.
    return facts.snapshot.dossier
  }
}
