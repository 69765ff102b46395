/** 另存文件、打开文件. The core writes and reads the file; the browser only carries it. */
import type { Dossier } from 'quality-selfcheck'
import { shallowRef } from 'vue'
import { today } from '../clock'
import { core } from '../core'
import { handOver } from '../hand-over'
import { noteFileSaved, openCase } from './open-case'

/** The core refuses files over 20 MB; a little more is read so that it can say so. */
export const READ_AT_MOST = 32 * 1024 * 1024

export interface Incoming {
  fileName: string
  dossier: Dossier | null
  /** What the core changed while reading, one sentence each. */
  changes: string[]
  /** Why the core refused the file. */
  refusal: string | null
}

/** The chosen file, not yet written anywhere. */
export const incoming = shallowRef<Incoming | null>(null)

async function takeIn(file: File): Promise<void> {
  const text = await file.slice(0, READ_AT_MOST).text()
  try {
    const { dossier, changes } = core().readDossier({ text })
    incoming.value = { fileName: file.name, dossier, changes: changes.map((c) => c.message), refusal: null }
  } catch (error) {
    incoming.value = { fileName: file.name, dossier: null, changes: [], refusal: (error as Error).message }
  }
}

/** What the button says and does that chooses it. */
export const caseFile = {
  label: '选择存档文件',
  accept: '.json,application/json',
  take: takeIn,
  to: 'open-file',
} as const

export async function saveOpenCase(): Promise<void> {
  if (!openCase.dossier) return
  saveFile(openCase.dossier)
  await noteFileSaved()
}

export function saveFile(dossier: Dossier): void {
  const file = core().writeDossier({ dossier: { ...dossier, savedOn: today() }, format: 'json' })
  handOver(file.name, file.mime, file.text)
}
