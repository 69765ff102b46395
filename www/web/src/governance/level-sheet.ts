/** 自评等级表 filled in elsewhere: read, shown, and taken over when the user says so. */
import type { ReadSheet, Review } from 'quality-selfcheck'
import { computed, shallowRef } from 'vue'
import { READ_AT_MOST } from '../cases/case-file'
import { edit, openCase } from '../cases/open-case'
import { core } from '../core'
import { setting } from './assessment'

/** The chosen file. */
export const chosenSheet = shallowRef<{ fileName: string; text: string; failure?: string } | null>(null)

async function chooseSheet(file: File): Promise<void> {
  const text = decoded(await file.slice(0, READ_AT_MOST).arrayBuffer())
  try {
    reader.value = await core().review()
    chosenSheet.value = { fileName: file.name, text }
  } catch (error) {
    chosenSheet.value = { fileName: file.name, text, failure: (error as Error).message }
  }
}

/** What the button says and does that chooses it. */
export const levelSheet = {
  label: '导入填好的等级表',
  accept: '.csv,text/csv',
  take: chooseSheet,
  to: 'level-sheet',
} as const

/** Spreadsheets in China save CSV in the encoding of the system, which is not UTF-8. */
function decoded(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

const WORKBOOK = 'PK\u0003\u0004'

/** What reads sheets comes with the first one that is chosen. */
const reader = shallowRef<Review | null>(null)

/** What the chosen file would change in the case as it is now, or why it cannot be read. */
export const reading = computed<ReadSheet | { refusal: string } | null>(() => {
  const { text, failure } = chosenSheet.value ?? {}
  if (failure) return { refusal: failure }
  if (text === undefined || !openCase.dossier || !reader.value) return null
  if (text.startsWith(WORKBOOK)) return { refusal: '这是 Excel 工作簿，请在表格软件里另存为 CSV，再选一次' }
  try {
    return reader.value.readAnswerSheet({ dossier: openCase.dossier, text })
  } catch (error) {
    return { refusal: (error as Error).message }
  }
})

/** One step, to be taken back as one. Evidence stays as it is here: a sheet holds none. */
export function adoptSheet({ dossier, changes }: ReadSheet): void {
  const units = dossier.governance?.assessment.units ?? {}
  const codes = [...new Set(changes.map((change) => change.code))]
  edit(
    codes.flatMap((code) => {
      const { level = null, notApplicable = null, note = null } = units[code] ?? {}
      return setting(code, { level, notApplicable, note })
    }),
  )
}
