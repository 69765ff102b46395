/**
 * The one door to the Rust core. Every rule, count and sentence on the pages comes from here;
 * the app itself only shows, stores and prints.
 */
import { type Core, load } from 'quality-selfcheck'
import { markRaw } from 'vue'

let loaded: Core | undefined

export async function startCore(): Promise<void> {
  loaded ??= await load()
}

export function core(): Core {
  if (!loaded) throw new Error('startCore() has not finished')
  return loaded
}

/** Content never changes while the page is open, so each table is asked for once. */
const once = <T extends object>(ask: () => T) => {
  let kept: T | undefined
  return () => {
    kept ??= markRaw(ask())
    return kept
  }
}

export const about = once(() => core().about())
export const applicationForm = once(() => core().applicationForm())
export const dossierWords = once(
  () =>
    new Map(
      core()
        .dossierWords()
        .words.map((word) => [word.code, word.label]),
    ),
)
export const governanceIndicators = once(() => core().governanceIndicators())
export const governanceSchemes = once(() => core().governanceSchemes())
