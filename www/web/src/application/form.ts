/** The application on the screen: its answers, and what the core says at each field. */
import type { FormField, FormGroup } from 'quality-selfcheck'
import { computed, reactive, ref } from 'vue'
import { edit, endTyping, openCase, viewed } from '../cases/open-case'
import { core } from '../core'
import { settingAt, valueAt } from './pointer'

export const check = viewed((living) => living.view('application'))

/** Everything that stands between the draft and the final print, in the order of the form. */
export const faults = computed(() => check.value.notes.filter((note) => note.severity === 'error'))
export const warnings = computed(() => check.value.notes.filter((note) => note.severity === 'warning'))

const hidden = computed(() => new Set(check.value.hidden.map(({ path }) => path)))
export const isHidden = (pointer: string) => hidden.value.has(pointer)

const derivedAt = (pointer: string) => check.value.derived.find((d) => d.path === pointer)

/** Worked out by the core, not typed: the text, or what it waits for. */
export const derivedText = (pointer: string) => derivedAt(pointer)?.text || null

/** What stands at a field: the answer, or the text the core has worked out. */
const answerAt = (field: FormField, pointer: string) => {
  if (field.kind !== 'derived') return answered(pointer)
  const derived = derivedAt(pointer)
  return derived?.known ? derived.text : null
}

/** A field with what stands in it. */
export interface Answer {
  field: FormField
  pointer: string
  value: unknown
}

/** The answers of a part of the form, of a repeated part those of each entry. What is not asked is left out. */
export function answersOf(group: FormGroup, atLeast = entriesWanted(group)): Answer[][] {
  const pointer = `/application/${group.key}`
  const stored = answered(pointer)
  const count = Math.max(Array.isArray(stored) ? stored.length : 0, atLeast)
  const places = group.repeated ? Array.from({ length: count }, (_, i) => `${pointer}/${i}`) : [pointer]
  return places.map((place) =>
    group.fields
      .map((field) => ({ field, pointer: `${place}/${field.key}` }))
      .filter((at) => !isHidden(at.pointer))
      .map((at) => ({ ...at, value: answerAt(at.field, at.pointer) })),
  )
}

/** Where something is required, the first entry is there to fill without asking for it. */
export const entriesWanted = (group: FormGroup) => (group.fields.some((f) => f.need === 'required') ? 1 : 0)

export const answered = (pointer: string) => valueAt(openCase.dossier, pointer)

export function answer(pointer: string, value: unknown, isTyped = false): void {
  edit(settingAt(openCase.dossier, pointer, value === '' ? null : value), isTyped)
}

/** The fields that the user has left: their notes may show. */
const left = reactive(new Set<string>())
/** A press is over by then, in milliseconds. */
const PRESS = 300
/** 检查: the notes of all fields show. */
export const isChecked = ref(false)

/** The form comes on the screen. */
export function startForm(): void {
  left.clear()
  isChecked.value = false
}

/** What was typed in another spelling, such as 30人, becomes what the file keeps; it is one step with the typing. */
function tidy(pointer: string): void {
  const typed = answered(pointer)
  if (typeof typed !== 'string') return
  const { value, issues } = core().tidyEntry({ path: pointer, text: typed })
  if (issues.length === 0 && value !== typed) answer(pointer, value, true)
}

/** Who leaves a field by pressing a button hits it: what shows meanwhile would move it from under the pointer. */
export function leaveField(pointer: string): void {
  tidy(pointer)
  endTyping()
  setTimeout(() => left.add(pointer), PRESS)
}

/** A blank answer is no mistake while the form is being filled: it is asked for by 检查. */
export const notesAt = (pointer: string) =>
  check.value.notes.filter(({ at, missing }) => at === pointer && (isChecked.value || (left.has(pointer) && !missing)))
