/** What a file holds that this device does not, and the other way round, answer by answer. */
import type { Dossier, FormField, Snapshot } from 'quality-selfcheck'
import { applicationForm, dossierWords } from '../core'

export interface Difference {
  label: string
  here: string | null
  file: string | null
}

export interface Differences {
  added: Difference[]
  changed: Difference[]
  missing: Difference[]
}

export function compare(here: Dossier, file: Dossier): Differences {
  const ours = answers(here)
  const theirs = answers(file)
  const found: Differences = { added: [], changed: [], missing: [] }
  for (const path of new Set([...ours.keys(), ...theirs.keys()])) {
    const a = ours.get(path) ?? null
    const b = theirs.get(path) ?? null
    if (a === b) continue
    const list = a === null ? found.added : b === null ? found.missing : found.changed
    list.push({ label: labelOf(path), here: a && show(path, a), file: b && show(path, b) })
  }
  return found
}

/** What a file says of itself, and what follows from its facts. */
const MARKS = new Set(['format', 'version', 'kind', 'id', 'savedOn', 'content', 'results', 'sha256', 'extra'])

function answers({ snapshots, ...dossier }: Dossier): Map<string, string> {
  const found = new Map<string, string>()
  const walk = (value: unknown, path: string) => {
    if (value === null || value === undefined || value === '') return
    if (typeof value === 'object') for (const [key, inner] of Object.entries(value)) walk(inner, `${path}/${key}`)
    else found.set(path, String(value))
  }
  for (const [part, value] of Object.entries(dossier)) if (!MARKS.has(part)) walk(value, `/${part}`)
  // The file of a period is one thing: it is never edited.
  for (const period of snapshots ?? []) found.set(`/snapshots/${period.label}`, JSON.stringify(period))
  return found
}

/** /application/products/0/execStandards/1/no → 产品 1 执行标准 2 标准号 */
export function labelOf(path: string): string {
  const [, part = '', ...rest] = path.split('/')
  if (part === 'title') return '案件名称'
  if (part === 'application') return along(rest).labels.join(' ')
  let above = ''
  const labels = [part, ...rest].map((key) => {
    if (/^\d+$/.test(key)) return String(+key + 1)
    const label = dossierWords().get(`${above}/${key}`) ?? dossierWords().get(key) ?? key
    above = key
    return UNSAID.has(key) ? '' : label
  })
  return labels.filter(Boolean).join(' ')
}

/** Keys that tell a reader nothing beside the code of the unit. */
const UNSAID = new Set(['governance', 'assessment', 'units'])

/** What stands on the way to an answer of the application, and the field that it answers. */
function along([key, ...keys]: string[]): { labels: string[]; field?: FormField } {
  const group = applicationForm().groups.find((g) => g.key === key)
  const labels = [group?.name ?? key ?? '']
  let fields = group?.fields ?? []
  let field: FormField | undefined
  for (const key of keys) {
    const inner = fields.find((f) => f.key === key)
    labels.push(inner?.label ?? (/^\d+$/.test(key) ? String(+key + 1) : key))
    if (!inner) continue
    field = inner
    fields = inner.fields
  }
  return { labels, field }
}

function show(path: string, value: string): string {
  if (value === 'true') return '是'
  if (value === 'false') return '否'
  if (path.startsWith('/snapshots/')) return `${(JSON.parse(value) as Snapshot).takenOn} 存`
  if (path.endsWith('/problem')) return String(+value + 1)
  return codeAt(path, value) ?? value
}

function codeAt(path: string, code: string): string | undefined {
  const keys = path.split('/').slice(1)
  if (keys[0] === 'application') return along(keys.slice(1)).field?.options.find((o) => o.code === code)?.label
  const [above, key] = keys.filter((key) => !/^\d+$/.test(key)).slice(-2)
  return dossierWords().get(`${key}=${code}`) ?? dossierWords().get(`${above}=${code}`)
}
