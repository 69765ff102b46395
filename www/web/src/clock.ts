/** The core never reads a clock: the page tells it the date. */
export function today(): string {
  const now = new Date()
  return [now.getFullYear(), pad(now.getMonth() + 1), pad(now.getDate())].join('-')
}

/** 14:32 */
export function timeOfDay(moment: number): string {
  const at = new Date(moment)
  return `${pad(at.getHours())}:${pad(at.getMinutes())}`
}

/** 3 月 12 日 14:32, or only the time when it is today. */
export function dayAndTime(moment: number): string {
  const at = new Date(moment)
  const sameDay = at.toDateString() === new Date().toDateString()
  return sameDay ? timeOfDay(moment) : `${at.getMonth() + 1} 月 ${at.getDate()} 日 ${timeOfDay(moment)}`
}

/** 2026-03-12 14:32 */
export function stamp(moment: number): string {
  const at = new Date(moment)
  return `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())} ${timeOfDay(moment)}`
}

const pad = (n: number) => String(n).padStart(2, '0')
