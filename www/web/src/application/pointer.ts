/** JSON Pointers into the dossier: /application/products/0/productName. They name answers, and become ids on the page. */

export const idOf = (pointer: string) => pointer.slice(1).replaceAll('/', '-')

export function valueAt(root: unknown, pointer: string): unknown {
  let value = root
  for (const key of pointer.split('/').slice(1)) {
    if (value === null || typeof value !== 'object') return undefined
    value = (value as Record<string, unknown>)[key]
  }
  return value
}

/** Sets a value, making the objects and lists on the way. */
export function setAt(root: object, pointer: string, value: unknown): void {
  const keys = pointer.split('/').slice(1)
  const last = keys.pop()
  if (last === undefined) return
  let holder = root as Record<string, unknown>
  keys.forEach((key, i) => {
    const next = keys[i + 1] ?? last
    if (holder[key] === null || typeof holder[key] !== 'object') holder[key] = /^\d+$/.test(next) ? [] : {}
    holder = holder[key] as Record<string, unknown>
  })
  holder[last] = value
}

/** The element that shows an answer, or the nearest thing around it that is on the page. */
export function placeOf(pointer: string): string {
  let path = pointer
  while (path.includes('/') && !document.getElementById(idOf(path))) path = path.slice(0, path.lastIndexOf('/'))
  return path ? idOf(path) : 'main'
}
