/** What a new case holds before the first answer. The core adds all that it leaves out. */
import type { Dossier } from 'quality-selfcheck'
import { today } from '../clock'
import type { CaseKind } from '../routes'

export function newDossier(kind: CaseKind): Dossier {
  return {
    format: 'quality-selfcheck',
    version: '3.0',
    kind,
    id: newId(),
    title: kind === 'enterprise' ? `企业自查 ${today()}` : `${today().slice(0, 4)} 年度行业质量共治自评`,
    application:
      kind === 'enterprise' ? { head: { draftId: `D-${newId().slice(0, 4).toUpperCase()}`, fillDate: today() } } : null,
    governance: kind === 'association' ? { assessedOn: today(), assessment: { units: {} } } : null,
  }
}

export function newId(): string {
  // crypto.randomUUID is missing on plain http addresses, where the app should work too.
  const bytes = crypto.getRandomValues(new Uint8Array(8))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
