/** 自评等级表 filled in elsewhere: read, shown, and taken over when the user says so. */
import type { Dossier, ReadSheet } from 'quality-selfcheck'
import { computed, shallowRef } from 'vue'
import { READ_AT_MOST } from '../cases/case-file'
import { plain } from '../cases/dossier'
import { openCase } from '../cases/open-case'
import { core } from '../core'
import { editUnit } from './assessment'

/** The chosen file. */
export const chosenSheet = shallowRef<{ fileName: string; text: string } | null>(null)

export async function chooseSheet(file: File): Promise<void> {
  chosenSheet.value = { fileName: file.name, text: decoded(await file.slice(0, READ_AT_MOST).arrayBuffer()) }
}

/** Spreadsheets in China save CSV in the encoding of the system, which is not UTF-8. */
function decoded(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

const WORKBOOK = 'PK\u0003\u0004'

/** What the chosen file would change in the case as it is now, or why it cannot be read. */
export const reading = computed<ReadSheet | { refusal: string } | null>(() => {
  const { text } = chosenSheet.value ?? {}
  if (text === undefined || !openCase.dossier) return null
  if (text.startsWith(WORKBOOK)) return { refusal: '这是 Excel 工作簿，请在表格软件里另存为 CSV，再选一次' }
  try {
    return core().readAnswerSheet({ dossier: openCase.dossier as Dossier, text })
  } catch (error) {
    return { refusal: (error as Error).message }
  }
})

export function adoptSheet({ dossier, changes }: ReadSheet): void {
  const units = dossier.governance?.assessment.units ?? {}
  for (const code of new Set(changes.map((change) => change.code))) {
    const { level, notApplicable, note } = plain(units[code] ?? {})
    // Evidence stays as it is here: a sheet holds none.
    editUnit(code, (answer) => Object.assign(answer, { level, notApplicable, note }))
  }
}
