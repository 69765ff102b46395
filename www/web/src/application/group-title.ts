import type { FormGroup } from 'quality-selfcheck'

const NUMBERS = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九']

/** A-1 is 一、; the trigger and the head of the form have no number. */
export function groupTitle(group: FormGroup): string {
  const number = NUMBERS[Number(/^A-(\d)$/.exec(group.code)?.[1] ?? 0)]
  return number ? `${number}、${group.name}` : group.name
}
