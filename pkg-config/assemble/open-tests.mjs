// Opens a page of wasm tests, prints what they print and fails as they fail: node open-tests.mjs ADDRESS
import { chromium } from '@playwright/test'
import { findBrowser } from '../commands/browser.mjs'

const LIMIT_MS = 120_000

const browser = await chromium.launch({ executablePath: findBrowser() })
try {
  const page = await browser.newPage()
  const errors = []
  page.on('pageerror', (error) => errors.push(error.message))
  await page.goto(process.argv[2])
  const output = page.locator('#output')
  const finished = await page
    .waitForFunction(() => /test result: .*finished/.test(document.getElementById('output').textContent), null, {
      timeout: LIMIT_MS,
    })
    .catch(() => false)
  const text = await output.textContent()
  console.log(text)
  for (const error of errors) console.error(error)
  if (!finished) console.error(`The tests did not end within ${LIMIT_MS / 1000} s.`)
  if (!finished || !text.includes('test result: ok.')) process.exitCode = 1
} finally {
  await browser.close()
}
