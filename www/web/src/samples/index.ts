/** 看一个例子: invented cases, read like any save file. */
import type { Dossier } from 'quality-selfcheck'
import { newId } from '../cases/dossier'
import { core } from '../core'
import type { CaseKind } from '../routes'

/** Fetched when somebody wants to see one. */
const texts: Record<CaseKind, () => Promise<{ default: string }>> = {
  enterprise: () => import('./enterprise.json?raw'),
  association: () => import('./association.json?raw'),
}

/** Each time a case of its own, so that an example can be tried out and thrown away. */
export async function sample(kind: CaseKind): Promise<Dossier> {
  const { default: text } = await texts[kind]().catch(() => {
    throw new Error('例子没有载入，请连上网再按一次。')
  })
  return { ...core().readDossier({ text }).dossier, id: newId() }
}
