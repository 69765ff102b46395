/** JSON Pointers into the dossier: /application/products/0/productName. They name answers, and become ids on the page. */
import type { PatchOperation } from 'quality-selfcheck'

export const idOf = (pointer: string) => pointer.slice(1).replaceAll('/', '-')

export function valueAt(root: unknown, pointer: string): unknown {
  let value = root
  for (const key of pointer.split('/').slice(1)) {
    if (value === null || typeof value !== 'object') return undefined
    value = (value as Record<string, unknown>)[key]
  }
  return value
}

/** What sets a value: a new entry, or a value in the place of one. */
export function settingAt(root: unknown, pointer: string, value: unknown): PatchOperation[] {
  const keys = pointer.split('/').slice(1)
  let holder = root
  for (const [depth, key] of keys.entries()) {
    const inner = (holder as Record<string, unknown>)[key]
    const rest = keys.slice(depth + 1)
    if (rest.length > 0 && (inner === null || inner === undefined)) {
      return [{ op: 'add', path: `/${keys.slice(0, depth + 1).join('/')}`, value: nested(rest, value) }]
    }
    holder = inner
  }
  return [{ op: 'replace', path: pointer, value }]
}

/** The value within all that is still missing around it. */
function nested(keys: string[], value: unknown): unknown {
  return keys.reduceRight((inner, key) => (/^\d+$/.test(key) ? [inner] : { [key]: inner }), value)
}

/** The element that shows an answer, or the nearest thing around it that is on the page. */
export function placeOf(pointer: string): string {
  let path = pointer
  while (path.includes('/') && !document.getElementById(idOf(path))) path = path.slice(0, path.lastIndexOf('/'))
  return path ? idOf(path) : 'main'
}
