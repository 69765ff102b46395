/** 看一个例子: invented cases, read like any save file. */
import type { Dossier } from 'quality-selfcheck'
import { newId } from '../cases/dossier'
import { core } from '../core'
import type { CaseKind } from '../routes'
import association from './association.json?raw'
import enterprise from './enterprise.json?raw'

const texts: Record<CaseKind, string> = { enterprise, association }

/** Each time a case of its own, so that an example can be tried out and thrown away. */
export function sample(kind: CaseKind): Dossier {
  return { ...core().readDossier({ text: texts[kind] }).dossier, id: newId() }
}
