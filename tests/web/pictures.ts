/** Pictures of every screen: whole page up to a limit. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import UPNG from 'upng-js'
import { prepare, show, views } from './screens.ts'

export const sizes = [
  { width: 1280, height: 900, limit: 2400 },
  { width: 390, height: 844, limit: 2600 },
]
const COLOURS = 48

/** What is written of a picture: by itself, all of it. */
type Kept = (picture: Buffer) => Buffer
const everything: Kept = (picture) => picture

/** The same with few colours, small enough for the repository. It takes longer than the picture itself. */
export const fewColours: Kept = ({ buffer, byteOffset, byteLength }) => {
  const image = UPNG.decode(buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer)
  return Buffer.from(UPNG.encode(UPNG.toRGBA8(image), image.width, image.height, COLOURS))
}

export async function takeAll(page: Page, folder: string, kept = everything): Promise<void> {
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
    for (const view of views) {
      await show(page, view)
      await take(page, join(folder, `${view.name}-${size.width}.png`), size, kept)
    }
  }
}

export async function take(
  page: Page,
  file: string,
  { width, limit }: { width: number; limit: number },
  kept: Kept,
): Promise<void> {
  const height = Math.min(limit, await page.evaluate(() => document.documentElement.scrollHeight))
  // A tall window instead of a stitched page: what sticks to the window's edges stays at the edges.
  await page.setViewportSize({ width, height })
  writeFileSync(file, kept(await page.screenshot({ animations: 'disabled' })))
  await page.setViewportSize({ width, height: sizes.find((s) => s.width === width)?.height ?? 900 })
}
