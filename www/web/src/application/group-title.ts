import type { FormGroup } from 'quality-selfcheck'

const NUMBERS = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九']

/** A-1 is 一; the trigger and the head of the form have no number. */
export const groupNumber = ({ code }: FormGroup) => NUMBERS[Number(/^A-(\d)$/.exec(code)?.[1] ?? 0)] ?? ''

export const groupTitle = (group: FormGroup) => [groupNumber(group), group.name].filter(Boolean).join('、')
