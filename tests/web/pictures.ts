/** Pictures of every screen, small enough to keep: whole page up to a limit, few colours. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import UPNG from 'upng-js'
import { prepare, show, type View, views } from './screens.ts'

export const sizes = [
  { width: 1280, height: 900, limit: 2400 },
  { width: 390, height: 844, limit: 2600 },
]
const COLOURS = 48

export async function takeAll(page: Page, folder: string, wanted: View[] = views): Promise<void> {
  mkdirSync(folder, { recursive: true })
  await page.clock.setFixedTime('2026-07-06T09:52:00+08:00')
  await page.evaluate(() =>
    localStorage.setItem('quality-selfcheck settings', '{"size":"","theme":"light","motion":"off"}'),
  )
  await page.reload()
  await page.getByRole('heading', { level: 1 }).waitFor()
  await prepare(page)
  for (const size of sizes) {
    await page.setViewportSize(size)
    for (const view of wanted) {
      await show(page, view)
      await take(page, join(folder, `${view.name}-${size.width}.png`), size)
    }
  }
}

export async function take(
  page: Page,
  file: string,
  { width, limit }: { width: number; limit: number },
): Promise<void> {
  const height = Math.min(limit, await page.evaluate(() => document.documentElement.scrollHeight))
  // A tall window instead of a stitched page: what sticks to the window's edges stays at the edges.
  await page.setViewportSize({ width, height })
  const shot = await page.screenshot({ animations: 'disabled' })
  const image = UPNG.decode(shot.buffer.slice(shot.byteOffset, shot.byteOffset + shot.byteLength) as ArrayBuffer)
  writeFileSync(file, Buffer.from(UPNG.encode(UPNG.toRGBA8(image), image.width, image.height, COLOURS)))
  await page.setViewportSize({ width, height: sizes.find((s) => s.width === width)?.height ?? 900 })
}
