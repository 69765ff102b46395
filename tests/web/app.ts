/** A page of the built app, served from a server of its own. */
import { test as base, type Page } from '@playwright/test'
import { type Site, serve } from './server.ts'

export const test = base.extend<{ site: Site; app: Page }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern.
  site: async ({}, use) => {
    const site = await serve()
    await use(site)
    await site.stop()
  },
  app: async ({ page, site }, use) => {
    const complaints: string[] = []
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
    })
    await page.goto(site.url)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await use(page)
    base.expect(complaints, 'nothing in the console').toEqual([])
  },
})

export { expect } from '@playwright/test'
