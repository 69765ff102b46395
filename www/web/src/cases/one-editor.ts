/**
 * One case is edited in one tab at a time. The first tab holds a lock; a second one reads only, until the user
 * moves the editing over. Without Web Locks (plain http) every tab edits and the revision in the database
 * stops the later writer.
 */
type Message = { kind: 'hand-over' | 'saved'; id: string }

interface Listener {
  /** Another tab asks for this case: store what is open, then let go. */
  handOver: () => Promise<void>
  /** The lock was taken away. */
  lost: () => void
  /** Another tab has written this case. */
  savedElsewhere: () => void
}

const PATIENCE = 1500
const channel = new BroadcastChannel('quality-selfcheck')
let held: { id: string; release: () => void } | null = null
let watched: { id: string; listener: Listener } | null = null

channel.addEventListener('message', async ({ data }: MessageEvent<Message>) => {
  if (data.id !== watched?.id) return
  const { listener } = watched
  if (data.kind === 'saved') listener.savedElsewhere()
  else if (held?.id === data.id) {
    await listener.handOver()
    held?.release()
    held = null
  }
})

/** True when this tab may edit the case. */
export async function startEditing(id: string, listener: Listener): Promise<boolean> {
  stopEditing()
  watched = { id, listener }
  return lock(id, { ifAvailable: true })
}

export async function moveEditingHere(id: string): Promise<boolean> {
  channel.postMessage({ kind: 'hand-over', id } satisfies Message)
  const handedOver = await lock(id, { signal: AbortSignal.timeout?.(PATIENCE) ?? stopAfter(PATIENCE) })
  // A frozen tab never answers: take the lock. What it had not stored stays on its page.
  return handedOver || lock(id, { steal: true })
}

export function stopEditing(): void {
  held?.release()
  held = null
  watched = null
}

export function tellSaved(id: string): void {
  channel.postMessage({ kind: 'saved', id } satisfies Message)
}

function lock(id: string, options: LockOptions): Promise<boolean> {
  if (!navigator.locks) return Promise.resolve(true)
  return new Promise((answer) => {
    navigator.locks
      .request(`quality-selfcheck case ${id}`, options, (granted) => {
        if (!granted) return answer(false)
        return new Promise<void>((release) => {
          held = { id, release }
          answer(true)
        })
      })
      .catch(() => {
        // Refused while waiting, or stolen while held.
        answer(false)
        if (held?.id === id) {
          held = null
          if (watched?.id === id) watched.listener.lost()
        }
      })
  })
}

function stopAfter(milliseconds: number): AbortSignal {
  const controller = new AbortController()
  setTimeout(() => controller.abort(), milliseconds)
  return controller.signal
}
