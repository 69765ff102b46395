/** Going to a place on the page: scroll there and put the focus there. The address keeps it, so Back works. */
import { nextTick } from 'vue'

export async function goToPlace(id: string): Promise<void> {
  await nextTick()
  const place = document.getElementById(id)
  if (!place) return
  openAround(place)
  const inside = place.querySelector<HTMLDetailsElement>(':scope > details')
  if (inside) inside.open = true
  const target = focusable(place)
  place.scrollIntoView({ block: 'start' })
  target.focus({ preventScroll: true })
}

function focusable(place: HTMLElement): HTMLElement {
  if (place.matches('input, select, textarea, button, a[href], [tabindex]')) return place
  if (place.tagName === 'FIELDSET') {
    const first = place.querySelector<HTMLElement>('input, select, textarea, button')
    if (first) return first
  }
  place.tabIndex = -1
  return place
}

function openAround(place: HTMLElement): void {
  for (let around = place.closest('details'); around; around = around.parentElement?.closest('details') ?? null) {
    around.open = true
  }
}
