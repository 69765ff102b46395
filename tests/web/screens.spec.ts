import type { Page } from '@playwright/test'
import axe from 'axe-core'
import { expect, test } from './app.ts'
import { prepare, show, unvisited, views } from './screens.ts'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice']
const WIDE = { width: 1280, height: 900 }
const PHONE = { width: 390, height: 844 }

const looks = [
  { name: 'light', viewport: WIDE, theme: 'light' },
  { name: 'light on a phone', viewport: PHONE, theme: 'light' },
  { name: 'dark', viewport: WIDE, theme: 'dark' },
  { name: 'dark on a phone', viewport: PHONE, theme: 'dark' },
  { name: 'high contrast', viewport: WIDE, theme: 'contrast' },
  { name: 'large type on a phone', viewport: PHONE, theme: 'light', size: 'large' },
  { name: 'extra large type', viewport: WIDE, theme: 'light', size: 'xlarge' },
  { name: 'extra large type on a phone', viewport: PHONE, theme: 'light', size: 'xlarge' },
]

test('every screen of the router is among the views', () => {
  expect(unvisited()).toEqual([])
})

for (const { name, viewport, theme, size = '' } of looks) {
  test(`axe finds nothing: ${name}`, async ({ app: page }) => {
    test.setTimeout(300_000)
    await dress(page, { theme, size, motion: 'off' })
    await page.setViewportSize(viewport)
    await prepare(page)
    for (const view of views) {
      await show(page, view)
      await openAll(page)
      const found = (await violations(page)).map(
        (v) =>
          `${view.name}: ${v.id}: ${v.nodes
            .map((n) => `${n.target} ${n.html}`)
            .join(' | ')
            .slice(0, 600)}`,
      )
      expect.soft(found).toEqual([])
    }
  })
}

test('nothing scrolls sideways at 320 px', async ({ app: page }) => {
  test.setTimeout(240_000)
  await page.setViewportSize({ width: 320, height: 700 })
  await prepare(page)
  for (const size of ['', 'xlarge']) {
    await dress(page, { theme: 'light', size, motion: 'off' })
    for (const view of views) {
      await show(page, view)
      await openAll(page)
      const over = await page.evaluate(() => {
        const width = document.documentElement.clientWidth
        const wide = document.documentElement.scrollWidth > width
        if (!wide) return []
        return [...document.querySelectorAll('body *')]
          .filter((e) => e.getBoundingClientRect().right > width + 1 && !e.closest('.scroll, .vh'))
          .map((e) => `${e.tagName}.${e.className}`)
          .slice(0, 5)
      })
      expect.soft(over, `${view.name} ${size}`).toEqual([])
    }
  }
})

/** What axe finds, asked for nothing else: to describe all that is in order as well takes several times as long. */
async function violations(page: Page): Promise<axe.Result[]> {
  await page.evaluate(axe.source)
  const options: axe.RunOptions = { runOnly: RULES, resultTypes: ['violations'] }
  return page.evaluate(async (given) => (await window.axe.run(given)).violations, options)
}

/** As the settings page would do it. */
async function dress(page: Page, settings: { theme: string; size: string; motion: string }): Promise<void> {
  await page.evaluate((s) => localStorage.setItem('quality-selfcheck settings', JSON.stringify(s)), settings)
  await page.reload()
  await page.getByRole('heading', { level: 1 }).waitFor()
}

async function openAll(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true
  })
  await page.waitForTimeout(60)
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true
  })
}
