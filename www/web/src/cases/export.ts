/** 导出: a form of the open case as a file for other programs. */
import type { ReportFormat } from 'quality-selfcheck'
import { today } from '../clock'
import { core } from '../core'
import { handOver } from '../hand-over'
import { labelOf } from './differences'
import { openCase } from './open-case'

export const formatName = { docx: 'Word', xlsx: 'Excel', csv: 'CSV' } satisfies Partial<Record<ReportFormat, string>>
export type ExportFormat = keyof typeof formatName

/** Hands the file to the browser and returns its name. Throws one sentence for the user. */
export async function exportForm(form: string, format: ExportFormat): Promise<string> {
  const [forms, writer] = await programs()
  if (!openCase.dossier) throw new Error('没有打开的案件。')
  try {
    const document = forms.reportDocument({ dossier: openCase.dossier, form, today: today() })
    const { name, mime, bytes } = writer.writeDocument({ document, format })
    handOver(name, mime, bytes)
    return name
  } catch (error) {
    const { message, path = '' } = error as Error & { path?: string }
    const place = path.startsWith('/dossier/') ? `${labelOf(path.slice('/dossier'.length))}：` : ''
    throw new Error(`没有生成文件。${place}${message}。`)
  }
}

/** They are as large as all that filling in needs, so they are fetched with the first file that somebody wants. */
async function programs() {
  try {
    return await Promise.all([core().review(), core().documents()])
  } catch (error) {
    throw new Error(`导出程序没有载入：${(error as Error).message}。案件没有变。`)
  }
}
