/** The application on the screen: its answers, and what the core says at each field. */
import type { FormField, FormNote, PatchOperation } from 'quality-selfcheck'
import { computed, type InjectionKey, inject, provide, reactive, ref } from 'vue'
import { edit, endTyping, openCase, viewed } from '../cases/open-case'
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
export const answerAt = (field: FormField, pointer: string) => {
  if (field.kind !== 'derived') return valueAt(openCase.dossier, pointer)
  const derived = derivedAt(pointer)
  return derived?.known ? derived.text : null
}

export interface Form {
  value: (pointer: string) => unknown
  set: (pointer: string, value: unknown, isTyped?: boolean) => void
  change: (patch: PatchOperation[]) => void
  /** The user has left this field: its notes may show. */
  leave: (pointer: string) => void
  notes: (pointer: string) => FormNote[]
  checked: { value: boolean }
}

const KEY: InjectionKey<Form> = Symbol('form')

export function provideForm(): Form {
  const left = reactive(new Set<string>())
  const checked = ref(false)
  const form: Form = {
    value: (pointer) => valueAt(openCase.dossier, pointer),
    set: (pointer, value, isTyped) => edit(settingAt(openCase.dossier, pointer, value === '' ? null : value), isTyped),
    change: (patch) => edit(patch),
    leave: (pointer) => {
      endTyping()
      left.add(pointer)
    },
    checked,
    // A blank answer is no mistake while the form is being filled: it is asked for by 检查.
    notes: (pointer) =>
      check.value.notes.filter(
        (note) => note.at === pointer && (checked.value || (left.has(pointer) && !note.missing)),
      ),
  }
  provide(KEY, form)
  return form
}

export function useForm(): Form {
  const form = inject(KEY)
  if (!form) throw new Error('no form around this part')
  return form
}
