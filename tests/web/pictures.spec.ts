import { join } from 'node:path'
import { test } from './app.ts'
import { takeAll } from './pictures.ts'
import { repository } from './server.ts'

test('a picture of every screen, wide and narrow', async ({ app: page }) => {
  test.setTimeout(240_000)
  await takeAll(page, join(repository, 'target/web-screens'))
})
