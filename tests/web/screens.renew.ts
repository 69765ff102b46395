import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { test } from './app.ts'
import { fewColours, sizes, take, takeAll } from './pictures.ts'
import { repository } from './server.ts'

const folder = join(repository, 'tests/web/screens')

/** The static prototype and the screens it stands beside. */
const prototypes = [
  ['01-home', 'home'],
  ['02-case', 'enterprise-case'],
  ['06-apply', 'apply-faults'],
  ['06-answers', 'answers'],
  ['09-score', 'score'],
  ['10-result', 'result'],
  ['13-print-apply', 'print-apply'],
  ['13-print-score', 'print-score'],
  ['14-settings', 'settings'],
  ['14-states', 'states'],
  ['14-import', 'open-file-differences'],
] as const

test('our screens', async ({ app: page }) => {
  test.setTimeout(240_000)
  await takeAll(page, folder, fewColours)
})

test('the prototype at the same sizes', async ({ page }) => {
  const source = process.env.QS_PROTOTYPE ?? ''
  test.skip(!existsSync(join(source, '01-home.html')), 'QS_PROTOTYPE names no folder with the prototype')
  for (const size of sizes) {
    await page.setViewportSize(size)
    for (const [file, ours] of prototypes) {
      await page.goto(pathToFileURL(join(source, `${file}.html`)).href)
      await take(page, join(folder, `${ours}-${size.width}-prototype.png`), size, fewColours)
    }
  }
})
