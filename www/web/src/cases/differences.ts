/** What a file holds that this device does not, and the other way round, answer by answer. */
import type { Dossier, FormField } from 'quality-selfcheck'
import { applicationForm } from '../core'

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

function answers({ title, application, governance }: Dossier): Map<string, string> {
  const found = new Map<string, string>()
  const walk = (value: unknown, path: string) => {
    if (value === null || value === undefined || value === '') return
    if (typeof value === 'object') for (const [key, inner] of Object.entries(value)) walk(inner, `${path}/${key}`)
    else found.set(path, String(value))
  }
  walk({ title, application, governance }, '')
  return found
}

/** /application/products/0/execStandards/1/no → 产品 1 执行标准 2 标准号 */
function labelOf(path: string): string {
  const [, part = '', ...rest] = path.split('/')
  if (part === 'application') return fieldsAlong(rest).join(' ')
  if (part === 'governance')
    return rest
      .map((key) => GOVERNANCE[key] ?? (/^\d+$/.test(key) ? String(+key + 1) : key))
      .filter(Boolean)
      .join(' ')
  return '案件名称'
}

const GOVERNANCE: Record<string, string> = {
  name: '协会名称',
  periodFrom: '自评期开始',
  periodTo: '自评期结束',
  assessedOn: '自评日期',
  assessors: '自评人员',
  scheme: '评分方案',
  assessment: '',
  units: '',
  level: '等级',
  evidence: '证据',
  notApplicable: '不适用的理由',
  title: '名称',
  date: '日期',
  kind: '种类',
  location: '存放',
  note: '备注',
}

function fieldsAlong(keys: string[]): string[] {
  const group = applicationForm().groups.find((g) => g.key === keys[0])
  if (!group) return keys
  const labels = [group.name]
  let fields: FormField[] = group.fields
  for (const key of keys.slice(1)) {
    const field = fields.find((f) => f.key === key)
    labels.push(field?.label ?? (/^\d+$/.test(key) ? String(+key + 1) : key))
    if (field?.fields.length) fields = field.fields
  }
  return labels
}

function show(path: string, value: string): string {
  if (value === 'true') return '是'
  if (value === 'false') return '否'
  return optionAt(path, value) ?? value
}

function optionAt(path: string, code: string): string | undefined {
  const [, part, group, ...keys] = path.split('/')
  if (part !== 'application') return undefined
  let fields = applicationForm().groups.find((g) => g.key === group)?.fields ?? []
  let options: FormField['options'] = []
  for (const key of keys) {
    const field = fields.find((f) => f.key === key)
    if (!field) continue
    options = field.options
    fields = field.fields
  }
  return options.find((o) => o.code === code)?.label
}
