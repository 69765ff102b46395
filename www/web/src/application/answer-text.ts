/** An answer in words, the same on the check page and on paper. */
import type { ApplicationCheck, FormField } from 'quality-selfcheck'
import { applicationForm } from '../core'

export const NOTHING = '—'

export function answerText(field: FormField, value: unknown, check: ApplicationCheck): string {
  if (field.kind === 'derived') return derivedText(field, check) ?? NOTHING
  if (isBlank(value)) return NOTHING
  switch (field.kind) {
    case 'choice':
      return labelOf(field, value)
    case 'choices':
      return list(value)
        .map((code) => labelOf(field, code))
        .join('；')
    case 'yes-no':
      return value ? '是' : '否'
    case 'declare':
      return value ? '已勾选' : NOTHING
    case 'texts':
      return (
        list(value)
          .filter((text) => !isBlank(text))
          .join('、') || NOTHING
      )
    case 'rows':
      return (
        list(value)
          .map((row) => rowText(field, row, check))
          .filter(Boolean)
          .join('；') || NOTHING
      )
    default:
      return [String(value), field.unit].filter(Boolean).join(' ')
  }
}

/** 执行标准 as one line: GB 42296—2022，电动自行车用充电器安全要求，强制 */
export function rowText(field: FormField, row: unknown, check: ApplicationCheck): string {
  return field.fields
    .map((inner) => answerText(inner, (row as Record<string, unknown>)?.[inner.key], check))
    .filter((text) => text !== NOTHING)
    .join('，')
}

/** Derived answers stand in the check under the key of their field. */
export function derivedText(field: FormField, check: ApplicationCheck): string | null {
  if (field.key === 'formVersion') return applicationForm().version
  const value = (check as unknown as Record<string, unknown>)[field.key]
  if (typeof value === 'string') return value
  if (value && typeof value === 'object' && 'name' in value) return String(value.name)
  return null
}

export function isBlank(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
const labelOf = (field: FormField, code: unknown) => field.options.find((o) => o.code === code)?.label ?? String(code)
