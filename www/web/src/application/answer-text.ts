/** An answer in words, the same on the check page and on paper. */
import type { FormField } from 'quality-selfcheck'

export const NOTHING = '—'
const YES_NO = [
  { code: true, label: '是' },
  { code: false, label: '否' },
]

export function answerText(field: FormField, value: unknown): string {
  if (isBlank(value)) return NOTHING
  switch (field.kind) {
    case 'choice':
    case 'choices':
    case 'yes-no':
      return [value]
        .flat()
        .map((code) => labelOf(field, code))
        .join('；')
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
          .map((row) => rowText(field, row))
          .filter(Boolean)
          .join('；') || NOTHING
      )
    default:
      return [String(value), field.unit].filter(Boolean).join(' ')
  }
}

/** 执行标准 as one line: GB 42296—2022，电动自行车用充电器安全要求，强制 */
export function rowText(field: FormField, row: unknown): string {
  return field.fields
    .map((inner) => answerText(inner, (row as Record<string, unknown>)?.[inner.key]))
    .filter((text) => text !== NOTHING)
    .join('，')
}

/** What there is to choose from. */
export const optionsOf = (field: FormField): { code: string | boolean; label: string }[] =>
  field.kind === 'yes-no' ? YES_NO : field.options

export function isBlank(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
const labelOf = (field: FormField, code: unknown) =>
  optionsOf(field).find((option) => option.code === code)?.label ?? String(code)
