/** 字号、外观、动效: kept in localStorage because they must apply before the first paint. */
import { reactive, watch } from 'vue'

export interface Settings {
  size: '' | 'large' | 'xlarge'
  theme: '' | 'light' | 'dark' | 'contrast'
  motion: '' | 'off'
}

const KEY = 'quality-selfcheck settings'
const STANDARD: Settings = { size: '', theme: '', motion: '' }

export const settings = reactive<Settings>({ ...STANDARD, ...stored() })

export function applySettings(): void {
  watch(
    settings,
    () => {
      const root = document.documentElement
      for (const name of ['size', 'theme', 'motion'] as const) {
        if (settings[name]) root.dataset[name] = settings[name]
        else delete root.dataset[name]
      }
      keep()
    },
    { immediate: true },
  )
}

export function resetSettings(): void {
  Object.assign(settings, STANDARD)
}

function stored(): Partial<Settings> {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Settings>
  } catch {
    return {}
  }
}

function keep(): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(settings))
  } catch {
    // A browser that refuses storage still shows the chosen look until the page closes.
  }
}
