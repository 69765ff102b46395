/** One question before something is lost. The dialog itself stands once, in app.vue. */
import { shallowRef } from 'vue'

export interface Question {
  title: string
  text: string
  /** The button that does it, verb first. */
  action: string
  answer: (yes: boolean) => void
}

export const question = shallowRef<Question | null>(null)

export function confirm(title: string, text: string, action: string): Promise<boolean> {
  return new Promise((answer) => {
    question.value = { title, text, action, answer }
  })
}
