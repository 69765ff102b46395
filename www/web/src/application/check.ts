/** What the core says about the application on the screen, always up to date. */
import type { ApplicationCheck, FormField } from 'quality-selfcheck'
import { computed } from 'vue'
import { openCase } from '../cases/open-case'
import { today } from '../clock'
import { applicationForm, core } from '../core'
import { valueAt } from './pointer'

export interface Fault {
  path: string
  message: string
}

export const check = computed<ApplicationCheck>(() =>
  core().validateApplication({ application: openCase.dossier?.application ?? {}, today: today() }),
)

/** Everything that stands between the draft and the final print, in the order of the form. */
export const faults = computed<Fault[]>(() =>
  inFormOrder([
    ...check.value.missing.filter((m) => m.need === 'required'),
    ...check.value.issues.filter((i) => i.severity === 'error'),
  ]),
)

export const warnings = computed<Fault[]>(() => inFormOrder(check.value.issues.filter((i) => i.severity === 'warning')))

const derivedAt = (pointer: string) => check.value.derived.find((d) => d.path === pointer)

/** Worked out by the core, not typed: the text, or what it waits for. */
export const derivedText = (pointer: string) => derivedAt(pointer)?.text || null

/** What stands at a field: the answer, or the text the core has worked out. */
export const answerAt = (field: FormField, pointer: string) => {
  if (field.kind !== 'derived') return valueAt(openCase.dossier, pointer)
  const derived = derivedAt(pointer)
  return derived?.known ? derived.text : null
}

/** Wrong answers in a part of the form. What is only missing is no mistake before 检查. */
export const wrongIn = (group: string) =>
  check.value.issues.filter((i) => i.severity === 'error' && i.path.startsWith(`/application/${group}/`)).length

export const isHidden = (pointer: string) => check.value.hidden.includes(pointer)

function inFormOrder(list: Fault[]): Fault[] {
  const order = formOrder()
  const keyed = list.map((fault, i) => ({ fault, i, key: sortKey(fault.path, order) }))
  keyed.sort((a, b) => a.key.localeCompare(b.key) || a.i - b.i)
  return keyed.map(({ fault }) => fault)
}

/** Group and field keys to their place in the form. */
function formOrder(): Map<string, number> {
  const order = new Map<string, number>()
  applicationForm().groups.forEach((group, g) => {
    order.set(group.key, g)
    group.fields.forEach((field, f) => {
      order.set(`${group.key}/${field.key}`, f)
    })
  })
  return order
}

function sortKey(path: string, order: Map<string, number>): string {
  const [, , group = '', ...rest] = path.split('/')
  const parts = rest.map((key) => (/^\d+$/.test(key) ? Number(key) : (order.get(`${group}/${key}`) ?? 0)))
  return [order.get(group) ?? 99, ...parts].map((n) => String(n).padStart(3, '0')).join('.')
}
