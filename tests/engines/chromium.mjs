// Chromium, driven by Playwright.
import { chromium } from '@playwright/test'

export async function startChromium(program) {
  const browser = await chromium.launch({ executablePath: program })
  const ask = async (address, expression) => {
    const page = await browser.newPage()
    await page.goto(address)
    return page.evaluate(expression)
  }
  return { version: browser.version(), ask, close: () => browser.close() }
}
