/** Offline use and new versions. A new version waits until the user asks for it: nothing reloads by itself. */
import { ref } from 'vue'

export const updateWaiting = ref(false)
let waiting: ServiceWorker | null = null

export async function keepOffline(): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  try {
    const registration = await navigator.serviceWorker.register('./service-worker.js')
    announce(registration.waiting)
    registration.addEventListener('updatefound', () => {
      const incoming = registration.installing
      incoming?.addEventListener('statechange', () => {
        if (incoming.state === 'installed') announce(incoming)
      })
    })
  } catch {
    // No offline copy here (a page from a plain http address, or storage refused): the app still works online.
  }
}

/** Called by the user's click. */
export function changeToNewVersion(): void {
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
  waiting?.postMessage('take-over')
}

function announce(worker: ServiceWorker | null): void {
  // Without a controller this is the first visit, not an update.
  if (!worker || !navigator.serviceWorker.controller) return
  waiting = worker
  updateWaiting.value = true
}
