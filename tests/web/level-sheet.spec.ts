import type { Page } from '@playwright/test'
import { expect, test } from './app.ts'
import { addCase, stored } from './journeys.ts'
import { csv, LEVEL_SHEET, unfinishedAssessment } from './samples.ts'

async function choose(page: Page, file: ReturnType<typeof csv>): Promise<void> {
  await page.getByLabel('导入填好的等级表').setInputFiles(file)
}
const rows = (page: Page) => page.getByRole('main').getByRole('table').locator('tbody tr')
const answered = (page: Page) => page.locator('.tasks').getByText(/个单元(都评了|评了 \d+ 个)/)

test('a sheet filled in elsewhere is shown first, and taken over on a click', async ({ app: page }) => {
  await addCase(page, unfinishedAssessment())
  await expect(answered(page)).toContainText('30 个单元评了 29 个，还剩 1 个。')
  await choose(page, csv(LEVEL_SHEET))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('导入前，先看改动')
  await expect(page.locator('.say')).toHaveText('读到 3 个单元，有 3 处和现在不同。')
  await expect(rows(page)).toHaveCount(3)
  await expect(rows(page).nth(0)).toHaveText(/C1\.1 建立工作团队.*自报等级\s*4\s*1$/)
  await expect(rows(page).nth(1)).toHaveText(/说明\s*评估后把.*会后补记$/)
  await expect(rows(page).nth(2)).toHaveText(/C22\.1 .*自报等级\s*空着\s*2$/)
  const note = page.locator('.note')
  await expect(note).toContainText('2 行读不懂，那里保持原样')
  await expect(note).toContainText('第 5 行：C2.1 的等级“9”读不懂')
  await expect(note).toContainText('第 6 行：没有编号“C99.9”')

  await page.getByRole('link', { name: '不采用' }).click()
  await expect(answered(page)).toContainText('30 个单元评了 29 个，还剩 1 个。')
  await expect(page.getByText('之后没有改动。')).toBeVisible()

  await choose(page, csv(LEVEL_SHEET))
  await page.getByRole('button', { name: '采用这 3 处改动' }).click()
  await expect(page.getByRole('heading', { name: /3 处改动已经采用/ })).toBeFocused()
  await stored(page)
  await page.reload()
  await page.getByRole('link', { name: '2026 年度行业质量共治自评' }).click()
  await expect(answered(page)).toContainText('30 个单元都评了。')
  await expect(page.getByText(/之后又改了 2 处/)).toBeVisible()
  await page.goto(page.url().replace(/#.*/, '#/association/unfinished/score/C1'))
  await expect(page.getByRole('radio', { name: /^L1 / })).toBeChecked()
  await expect(page.getByLabel(/^备注/)).toHaveValue('会后补记')
  await expect(page.locator('[id="unit-C1.1"]').getByRole('rowheader')).toHaveCount(3)
})

test('a sheet as Excel in China saves it, and files that are no sheet', async ({ app: page }) => {
  await addCase(page, unfinishedAssessment())
  await choose(page, { ...csv(''), buffer: gbk('编号,自报等级,说明\r\nC22.1,3,换了新证\r\n') })
  await expect(rows(page)).toHaveCount(2)
  await expect(rows(page).nth(1)).toHaveText(/说明.*换了新证$/)
  await page.getByRole('link', { name: '不采用' }).click()

  const refusal = page.getByRole('alert')
  for (const [file, words] of [
    [csv('名称,数量\r\n螺丝,3\r\n', '清单.csv'), /打不开“清单\.csv”。没有找到答案表：.*本机数据没有变。/],
    [csv('PK\u0003\u0004 a workbook', '等级表.xlsx'), /打不开“等级表\.xlsx”。这是 Excel 工作簿/],
    [
      csv('编号,结论\r\nST1-1,符合\r\n', '企业.csv'),
      /打不开“企业\.csv”。ST1-1 是企业自查的编号，这个案子要用自评等级表/,
    ],
  ] as const) {
    await choose(page, file)
    await expect(refusal).toHaveText(words)
  }
  await choose(page, csv('编号,自报等级\r\nC1.1,4\r\n'))
  await expect(page.locator('.say')).toHaveText('读到 1 个单元，和现在的回答没有不同。')
  await expect(page.getByRole('button', { name: /采用/ })).toHaveCount(0)
})

/** In GBK: two bytes for a Chinese character. */
function gbk(text: string): Buffer {
  const decoder = new TextDecoder('gb18030')
  const codes = new Map<string, number[]>()
  for (let high = 0x81; high <= 0xfe; high += 1) {
    for (let low = 0x40; low <= 0xfe; low += 1) codes.set(decoder.decode(Uint8Array.of(high, low)), [high, low])
  }
  return Buffer.from([...text].flatMap((sign) => (sign < '\x80' ? sign.charCodeAt(0) : (codes.get(sign) ?? 0))))
}
