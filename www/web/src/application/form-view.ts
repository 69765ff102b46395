/** What the parts of the form share: reading and changing answers, and which messages show now. */
import type { FormField } from 'quality-selfcheck'
import { type InjectionKey, inject, provide, reactive, ref } from 'vue'
import { edit, openCase } from '../cases/open-case'
import { check } from './check'
import { setAt, valueAt } from './pointer'

export interface Message {
  severity: 'error' | 'warning' | 'info'
  text: string
}

export interface FormView {
  value: (pointer: string) => unknown
  set: (pointer: string, value: unknown) => void
  /** The user has left this field: its messages may show. */
  leave: (pointer: string) => void
  messages: (pointer: string, field?: FormField) => Message[]
  checked: { value: boolean }
}

const KEY: InjectionKey<FormView> = Symbol('form view')

export function provideFormView(): FormView {
  const left = reactive(new Set<string>())
  const checked = ref(false)

  const view: FormView = {
    value: (pointer) => valueAt(openCase.dossier, pointer),
    set: (pointer, value) => edit(pointer, (dossier) => setAt(dossier, pointer, value === '' ? null : value)),
    leave: (pointer) => left.add(pointer),
    checked,
    messages: (pointer, field) => {
      const found: Message[] = []
      // A blank answer is no mistake while the form is being filled: it is asked for by 检查.
      if (checked.value) {
        for (const gap of check.value.missing) {
          if (gap.path === pointer && gap.need === 'required') found.push({ severity: 'error', text: gap.message })
        }
      }
      if (checked.value || left.has(pointer)) {
        for (const issue of check.value.issues) {
          if (belongs(issue.path, pointer, field)) found.push({ severity: issue.severity, text: issue.message })
        }
      }
      return found
    },
  }
  provide(KEY, view)
  return view
}

export function useFormView(): FormView {
  const view = inject(KEY)
  if (!view) throw new Error('no form around this part')
  return view
}

/** An issue inside a list shows at the list, unless the list has fields of its own to show it. */
function belongs(path: string, pointer: string, field?: FormField): boolean {
  if (path === pointer) return true
  if (!field || !path.startsWith(`${pointer}/`)) return false
  return field.kind !== 'rows' || /^\/\d+$/.test(path.slice(pointer.length))
}
