import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, expect, test } from '@playwright/test'
import { answer, at, exported, startEnterprise, stored } from './journeys.ts'
import { launchOptions } from './playwright.config.ts'
import { serve } from './server.ts'

const NAME = '/application/subject/subjectName'

test('nothing is asked for after the load, and nothing from anywhere else', async ({ browser }) => {
  const site = await serve()
  const context = await browser.newContext()
  const asked: string[] = []
  context.on('request', (request) => asked.push(request.url()))
  const page = await context.newPage()
  await page.goto(site.url)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.evaluate(() => navigator.serviceWorker.ready)
  await page.waitForTimeout(500)
  expect(asked.length).toBeGreaterThan(3)
  // What is needed only for exports waits until somebody exports, or until the page is up and is kept for offline use.
  expect(
    asked.slice(
      0,
      asked.findIndex((url) => /service-worker\.js$/.test(url)),
    ),
  ).not.toContainEqual(expect.stringMatching(/quality_selfcheck_(review|documents)-/))
  for (const url of asked) expect(url.startsWith(site.url)).toBe(true)

  asked.length = 0
  await startEnterprise(page)
  await page.getByRole('link', { name: '质量技术帮扶申请表' }).click()
  await answer(page, NAME, '厦门示例电源有限公司')
  await stored(page)
  await page.getByRole('button', { name: '检查', exact: true }).click()
  for (const hash of ['#/settings', '#/sources', '#/open', '#/']) {
    await page.evaluate((to) => {
      location.hash = to
    }, hash)
    await page.waitForTimeout(100)
  }
  expect(asked.filter((url) => !url.startsWith('blob:'))).toEqual([])
  await context.close()
  await site.stop()
})

test('with the server stopped and the browser opened again, the journey goes on', async () => {
  const profile = mkdtempSync(join(tmpdir(), 'profile-'))
  const open = () => chromium.launchPersistentContext(profile, { ...launchOptions, locale: 'zh-CN' })
  const site = await serve()
  let context: BrowserContext | undefined
  try {
    context = await open()
    let page = await context.newPage()
    await page.goto(site.url)
    await page.evaluate(() => navigator.serviceWorker.ready)
    await startEnterprise(page)
    await page.getByRole('link', { name: '质量技术帮扶申请表' }).click()
    await answer(page, NAME, '断网前填的')
    await stored(page)
    const address = page.url()
    await context.close()
    await site.stop()

    context = await open()
    page = await context.newPage()
    await page.goto(address)
    await expect(at(page, NAME)).toHaveValue('断网前填的')
    await answer(page, NAME, '断网后接着填')
    await stored(page)
    await page.reload()
    await expect(at(page, NAME)).toHaveValue('断网后接着填')
    await page.getByRole('link', { name: '看全部内容' }).click()
    await expect(page.getByText('断网后接着填')).toBeVisible()
    // Never asked for while the server was there.
    await page.getByRole('link', { name: '打印申请表' }).click()
    const file = await exported(page, '导出 Word 质量技术帮扶申请表')
    expect(file.bytes.includes('断网后接着填')).toBe(true)
  } finally {
    await context?.close()
    await site.stop().catch(() => {})
    rmSync(profile, { recursive: true, force: true })
  }
})

test('a new version tells the user and waits for the click', async ({ browser }) => {
  const { cpSync, readFileSync, writeFileSync } = await import('node:fs')
  const { built } = await import('./server.ts')
  const folder = mkdtempSync(join(tmpdir(), 'site-'))
  cpSync(built, folder, { recursive: true })
  const site = await serve(folder)
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(site.url)
  await page.evaluate(() => navigator.serviceWorker.ready)
  await page.reload()
  await page.getByRole('heading', { level: 1 }).waitFor()
  await expect(page.getByText('有新版本。')).toHaveCount(0)

  const worker = join(folder, 'service-worker.js')
  writeFileSync(
    worker,
    readFileSync(worker, 'utf8').replace(/'quality-selfcheck ' \+ "\w+"/, `'quality-selfcheck ' + "next"`),
  )
  await page.reload()
  await expect(page.getByText('有新版本。')).toBeVisible()
  await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: '换用新版本' }).click()])
  await page.getByRole('heading', { level: 1 }).waitFor()
  expect(await page.evaluate(() => caches.keys())).toEqual(['quality-selfcheck next'])
  await context.close()
  await site.stop()
  rmSync(folder, { recursive: true, force: true })
})

test('while the content is missing the page says so, and a reload opens it', async ({ page }) => {
  const site = await serve()
  await page.route('**/quality_selfcheck_content-*.wasm', (route) => route.fulfill({ status: 404 }))
  await page.goto(site.url)
  await expect(page.getByRole('heading', { name: '打不开“质量自查”' })).toBeVisible()
  await expect(page.getByText(/计算程序没有载入：.*quality_selfcheck_content.*HTTP 404/)).toBeVisible()
  await page.unroute('**/quality_selfcheck_content-*.wasm')
  await page.reload()
  await expect(page.getByRole('heading', { name: '打不开“质量自查”' })).toHaveCount(0)
  await page.getByRole('link', { name: '设置' }).first().waitFor()
  await site.stop()
})

test('a browser below the floor is told so', async ({ page }) => {
  const site = await serve()
  await page.addInitScript(() => {
    Reflect.deleteProperty(window, 'TransformStream')
  })
  await page.goto(site.url)
  await expect(page.getByRole('heading', { name: '这个浏览器太旧，打不开“质量自查”' })).toBeVisible()
  await site.stop()
})
