import type { Page } from '@playwright/test'
import { expect, test } from './app.ts'
import { enterprise } from './enterprise-answers.ts'
import { answer, at, goHome, startEnterprise, stored } from './journeys.ts'

test('an enterprise fills in the application, is told what to mend, and prints it', async ({ app: page }) => {
  await startEnterprise(page)
  await expect(page.getByText('现在是草稿')).toBeVisible()
  await page.getByRole('link', { name: '质量技术帮扶申请表' }).click()
  await expect(page).toHaveTitle('质量技术帮扶申请表 - 质量自查')

  // A wrong answer speaks up after the field is left, not while typing.
  const mobile = at(page, '/application/contact/contactMobile')
  await mobile.pressSequentially('138 0000 000')
  await expect(page.locator('#application-contact-contactMobile-messages')).toBeEmpty()
  await mobile.blur()
  const beside = page.locator('#application-contact-contactMobile-messages .msg')
  await expect(beside).toHaveCount(1)
  const words = (await beside.textContent())?.trim() ?? ''
  expect(words).toContain('11 位')
  await expect(mobile).toHaveAttribute('aria-invalid', 'true')

  // What is typed in another spelling is kept as the file keeps it; what is no number stays to be mended.
  const employees = at(page, '/application/subject/employees')
  await employees.pressSequentially('１３６ 人')
  await employees.blur()
  await expect(employees).toHaveValue('136')
  await employees.fill('约 136 人')
  await employees.blur()
  await expect(employees).toHaveValue('约 136 人')
  await employees.fill('')

  // 检查: every fault in the summary, which takes the focus; the title counts them; word for word the same.
  await page.getByRole('button', { name: '检查', exact: true }).click()
  const summary = page.getByRole('alert')
  await expect(summary).toBeFocused()
  const faults = await summary.getByRole('link').allTextContents()
  await expect(page).toHaveTitle(`有 ${faults.length} 处需要修改：质量技术帮扶申请表 - 质量自查`)
  expect(faults).toContain(words)
  const besideAll = (await page.locator('.field .msg.bad, .sheet > .msg.bad').allTextContents()).map((t) => t.trim())
  for (const fault of faults) expect(besideAll).toContain(fault)
  await summary.getByRole('link', { name: words }).click()
  await expect(mobile).toBeFocused()

  // Saving was never blocked.
  await stored(page)
  await page.reload()
  await expect(mobile).toHaveValue('138 0000 000')

  const entries = Object.entries(enterprise)
  for (const [pointer, value] of entries.slice(0, 10)) await answer(page, pointer, value)
  await stored(page)
  await page.reload()
  for (const [pointer, value] of entries.slice(10)) await answer(page, pointer, value)
  await page.getByRole('button', { name: /^加一行\s*执行标准$/ }).click()
  await answer(page, '/application/products/0/execStandards/0/no', 'GB 42296—2022')
  await page.getByRole('button', { name: '再加一项产品' }).click()
  await answer(page, '/application/products/1/productName', '多出来的产品')
  await page.getByRole('button', { name: /^删除\s*产品 2$/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: '取消' }).click()
  await expect(at(page, '/application/products/1/productName')).toHaveValue('多出来的产品')
  await page.getByRole('button', { name: /^删除\s*产品 2$/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: '删除产品 2' }).click()
  await expect(at(page, '/application/products/1/productName')).toHaveCount(0)

  await page.getByRole('button', { name: '检查', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: '打印前，核对一遍' })).toBeVisible()
  await expect(page.getByText('厦门示例电源有限公司')).toBeVisible()
  await expect(page.locator('main')).not.toContainText('多出来的产品')
  await page.getByRole('link', { name: /^修改\s*问题描述$/ }).click()
  await expect(at(page, '/application/problems/0/phenomenon')).toBeFocused()
  await page.getByRole('link', { name: '看全部内容' }).click()

  await page.getByRole('link', { name: '打印申请表' }).click()
  const sheet = page.locator('.a4')
  await expect(sheet).toContainText('厦门示例电源有限公司')
  await expect(sheet).toContainText('☑ 检测方法')
  await expect(sheet).toContainText('☐ 人员培训')
  await expect(sheet).toContainText('—')
  await expect(sheet).toContainText('GB 42296—2022')
  await expect(page.locator('.draft-mark')).toHaveCount(0)
  expect((await page.pdf({ preferCSSPageSize: true })).length).toBeGreaterThan(10_000)
})

test('a button that is pressed right after typing is hit, though a note shows above it', async ({ app: page }) => {
  await startEnterprise(page)
  await page.getByRole('link', { name: '质量技术帮扶申请表' }).click()
  const addStandard = page.getByRole('button', { name: /^加一行\s*执行标准$/ })
  await addStandard.click()
  await answer(page, '/application/products/0/execStandards/0/no', 'GB 1')
  await at(page, '/application/products/0/execStandards').evaluate((e) => e.scrollIntoView())
  await addStandard.click({ delay: 100 })
  await expect(at(page, '/application/products/0/execStandards/1/no')).toBeFocused()
  await expect(at(page, '/application/products/0/execStandards/0').locator('.msg')).not.toHaveCount(0)
})

/** Starts an application, then opens it in another tab as well; returns that tab. */
async function openInTwoTabs(page: Page): Promise<Page> {
  await startEnterprise(page)
  await page.getByRole('link', { name: '质量技术帮扶申请表' }).click()
  await answer(page, '/application/subject/subjectName', '第一个标签页')
  await stored(page)
  const second = await page.context().newPage()
  await second.goto(page.url())
  await expect(at(second, '/application/subject/subjectName')).toHaveValue('第一个标签页')
  return second
}

test('a second tab only reads, until the editing is moved there', async ({ app: page }) => {
  const second = await openInTwoTabs(page)
  const name = at(second, '/application/subject/subjectName')
  await expect(name).toBeDisabled()
  await expect(second.getByText('这个案件正在另一个标签页里编辑。')).toBeVisible()

  await answer(page, '/application/subject/subjectName', '又改了一次')
  await expect(name).toHaveValue('又改了一次')

  // Moved over at once: what the first tab had typed last is not lost.
  await answer(page, '/application/subject/subjectName', '最后一次')
  await second.getByRole('button', { name: '改在这里编辑' }).click()
  await expect(name).toBeEnabled()
  await expect(name).toHaveValue('最后一次')
  await expect(at(page, '/application/subject/subjectName')).toBeDisabled()
  await answer(second, '/application/subject/subjectName', '第二个标签页')
  await stored(second)
  await expect(at(page, '/application/subject/subjectName')).toHaveValue('第二个标签页')
})

test('over plain http, where browsers give less, two tabs still lose nothing', async ({ app: page, context }) => {
  await context.addInitScript(() => {
    for (const name of ['locks', 'storage', 'serviceWorker']) Reflect.deleteProperty(Navigator.prototype, name)
    Reflect.deleteProperty(Crypto.prototype, 'randomUUID')
  })
  await page.reload()
  const second = await openInTwoTabs(page)
  const name = at(second, '/application/subject/subjectName')
  await expect(name).toBeEnabled()
  await answer(page, '/application/subject/subjectName', '先存下的')
  await stored(page)

  // The later writer is stopped, keeps what it has, and may save it as a case of its own.
  await answer(second, '/application/subject/subjectName', '后来的')
  await expect(second.getByText('这一页有 1 处改动还没有存下，请另存一份。')).toBeVisible()
  await expect(name).toHaveValue('后来的')
  await second.getByRole('button', { name: '另存一份' }).click()
  await stored(second)
  await page.reload()
  await expect(at(page, '/application/subject/subjectName')).toHaveValue('先存下的')
  await goHome(page)
  await expect(page.getByRole('listitem').filter({ hasText: '（副本）' })).toContainText('后来的')
  await page.getByRole('link', { name: '字号与设置' }).click()
  await expect(page.getByText(/^案件 2 个。/)).toBeVisible()
  await expect(page.getByRole('button', { name: '请浏览器长期保留' })).toHaveCount(0)
})

test('when the device stores nothing, the page says so and keeps everything', async ({ app: page }) => {
  await startEnterprise(page)
  await page.getByRole('link', { name: '质量技术帮扶申请表' }).click()
  await page.evaluate(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('full', 'QuotaExceededError')
    }
  })
  await answer(page, '/application/subject/subjectName', '存不下的名字')
  await expect(page.getByText('本机存储已满，刚才 1 处改动还没有存下。')).toBeVisible()
  await expect(page.getByRole('banner').getByRole('status')).toHaveText('刚才 1 处改动还没有存下')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '立即另存文件' }).click(),
  ])
  const text = await (await download.createReadStream()).toArray()
  expect(Buffer.concat(text).toString()).toContain('存不下的名字')
  await expect(at(page, '/application/subject/subjectName')).toHaveValue('存不下的名字')
})

test('what was typed last survives leaving the page at once', async ({ app: page }) => {
  await startEnterprise(page)
  await page.getByRole('link', { name: '质量技术帮扶申请表' }).click()
  await answer(page, '/application/subject/subjectName', '刚打完就刷新')
  await page.reload()
  await expect(at(page, '/application/subject/subjectName')).toHaveValue('刚打完就刷新')
})

test('the examples open complete, each as a case of its own', async ({ app: page }) => {
  for (const [kind, status] of [
    ['企业', '已填完'],
    ['协会', '68.7 分'],
  ] as const) {
    await page.getByRole('button', { name: new RegExp(`^看一个例子\\s*，${kind}$`) }).click()
    await expect(page.getByRole('heading', { level: 1, name: /^示例：/ })).toBeVisible()
    await goHome(page)
    await expect(page.locator('.tasks')).toContainText(status)
  }
})
