import { ensureBrowser } from '../../../pkg-config/commands/browser.mjs'
import { serve } from '../../../pkg-config/commands/serve.mjs'

/** Each task in a page of its own, with nothing kept from the one before. */
export async function openChromium(folder) {
  const executablePath = await ensureBrowser()
  if (!executablePath) return undefined
  const { chromium } = await import('@playwright/test')
  const server = await serve(folder)
  const browser = await chromium.launch({ executablePath })
  return {
    title: `Chromium ${browser.version()}`,
    // Its clock shows tenths of a millisecond.
    pace: { count: 31, warmUpMs: 200, batchMs: 20 },
    starts: 15,
    programs: ['measure', 'start', 'members', 'registers'],
    run: async (program, task) => {
      // Some peers make code while they run, which the page's own policy forbids.
      const context = await browser.newContext({ bypassCSP: true })
      try {
        const page = await context.newPage()
        await page.goto(server.address)
        return await page.evaluate(inPage, [program, task])
      } finally {
        await context.close()
      }
    },
    close: async () => {
      await browser.close()
      await server.close()
    },
  }
}

/** Runs in the page. */
async function inPage([program, task]) {
  const host = {
    load: async (by) => (await import(`/${by}/all-browser.js`)).load(),
    loadFirst: async (by) => (await import(`/${by}/first-browser.js`)).load(),
    bring: (peer) => import(`/peers/${peer}.js`),
    given: await (await fetch('/given.json')).json(),
    now: () => performance.now(),
  }
  const { run } = await import(`/${program}.js`)
  return run(task, host)
}
