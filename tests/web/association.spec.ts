import { expect, test } from './app.ts'
import { assess, goHome, openFile, saveFile, startAssociation, stored, type UnitFacts, wipe } from './journeys.ts'
import { sampleCase } from './samples.ts'

const { governance } = sampleCase('association')
const units: Record<string, UnitFacts> = governance.assessment.units

/** Worked out by hand from the weights and levels of the default scheme. */
const expected = {
  total: '68.7',
  grade: '达标',
  coverage: '100.0',
  evidenceRate: '90.0',
  secondary: {
    B1: '7.00',
    B2: '5.50',
    B3: '2.25',
    B4: '8.88',
    B5: '19.69',
    B6: '12.38',
    B7: '6.00',
    B8: '5.00',
    B9: '2.00',
  },
}

test('an association assesses all 31 units, saves, wipes, opens the file again and prints', async ({ app: page }) => {
  test.setTimeout(300_000)
  await startAssociation(page)
  await page.getByLabel('协会名称').fill(governance.name)
  await page.getByLabel('自评期，从').fill(governance.periodFrom)
  await page.getByLabel('自评期，到').fill(governance.periodTo)
  await page.getByLabel('自评日期').fill(governance.assessedOn)
  await page.getByLabel('自评人员').fill(governance.assessors.join('、'))
  await page.getByRole('link', { name: '开始定等级' }).click()

  let done = 0
  for (const [indicator, units] of byIndicator()) {
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(new RegExp(`^${indicator} `))
    for (const [code, facts] of units) {
      await assess(page, code, facts)
      done += 1
      if (done === 15) {
        await stored(page)
        await page.reload()
        await expect(page.locator('.bar')).toContainText('已评 15/31')
      }
    }
    await page
      .locator('.bar')
      .getByRole('link', { name: /下一项|看结果/ })
      .click()
  }

  const result = async () => {
    await expect(page.locator('.say')).toContainText(`${expected.total} 分`)
    await expect(page.locator('.say')).toContainText(expected.grade)
    await expect(page.locator('.trio > div').nth(0)).toContainText(expected.total)
    await expect(page.locator('.trio > div').nth(1)).toContainText(expected.coverage)
    await expect(page.locator('.trio > div').nth(2)).toContainText(expected.evidenceRate)
    for (const [code, points] of Object.entries(expected.secondary)) {
      const row = page.locator('tbody tr', { has: page.getByRole('rowheader', { name: new RegExp(`^${code} `) }) })
      await expect(row.first().getByRole('cell').first()).toHaveText(points)
    }
    return page.locator('main .sheet section').allTextContents()
  }
  const before = await result()
  await expect(page.getByRole('heading', { name: /还没评的单元/ })).toHaveCount(0)

  // What would be: two steps ticked give more, as the core says.
  await page.getByRole('checkbox').nth(0).check()
  await page.getByRole('checkbox').nth(1).check()
  await expect(page.locator('output')).toHaveText(/^选中 2 项，预计 \d+\.\d 分，/)
  await page.getByRole('checkbox').nth(0).uncheck()
  await page.getByRole('checkbox').nth(1).uncheck()

  // Every number opens down to the sentence it was made by.
  for (const name of [/^A2 /, /^B5 /, /^C12 /]) await page.locator('.tree summary').filter({ hasText: name }).click()
  await expect(page.locator('#why-C12 p').first()).toBeVisible()

  const file = await saveFile(page)
  expect(file.name).toMatch(/\.json$/)
  await wipe(page)
  await goHome(page)
  await expect(page.getByRole('heading', { name: '还没有案件' })).toBeVisible()

  await openFile(page, file.path)
  await expect(page.getByRole('heading', { name: '本机没有这个案件，会新加一个。' })).toBeVisible()
  await page.getByRole('button', { name: '加到这台设备' }).click()
  await page.getByRole('link', { name: '看结果' }).click()
  expect(await result()).toEqual(before)

  await page.getByRole('link', { name: '打印评分报告' }).click()
  await expect(page.locator('.a4')).toContainText(governance.name)
  await expect(page.locator('.draft-mark')).toHaveCount(0)
  const pdf = await page.pdf({ preferCSSPageSize: true })
  expect(pages(pdf)).toBeGreaterThan(1)
})

test('one document stands for two units: picked, changed for both, taken from one', async ({ app: page }) => {
  await startAssociation(page)
  await page.getByRole('link', { name: '开始定等级' }).click()
  const card = (code: string) => page.locator(`[id="unit-${code}"]`)
  const evidence = (code: string) => card(code).getByRole('rowheader')
  await expect(card('C1.1').getByRole('button', { name: /^用已有证据/ })).toHaveCount(0)
  await assess(page, 'C1.1', { level: 2, evidence: [{ title: '任命文件', date: '2026-01-12', kind: 'record' }] })

  const next = page.locator('.bar').getByRole('link', { name: '下一项' })
  await next.click()
  await assess(page, 'C2.1', { level: 2 })
  await card('C2.1')
    .getByRole('button', { name: /^用已有证据/ })
    .click()
  const picker = card('C2.1').getByRole('dialog', { name: '用已有证据' })
  await expect(picker).toContainText('2026-01-12')
  await expect(picker).toContainText('用在 C1.1')
  await picker.getByRole('button', { name: /^用这份.*任命文件$/ }).click()
  await expect(picker).toBeHidden()
  await expect(evidence('C2.1')).toHaveText(['任命文件'])

  await card('C2.1')
    .getByRole('button', { name: /^改.*任命文件$/ })
    .click()
  const editor = card('C2.1').getByRole('dialog')
  await editor.getByLabel('名称').fill('任命文件（盖章）')
  await editor.getByRole('button', { name: '记下这份证据' }).click()
  await page.goBack()
  await expect(evidence('C1.1')).toHaveText(['任命文件（盖章）'])

  await card('C1.1')
    .getByRole('button', { name: /^去掉.*任命文件（盖章）$/ })
    .click()
  await expect(page.getByRole('dialog')).toContainText('别的单元还用着它，那里不变。')
  await page.getByRole('dialog').getByRole('button', { name: '去掉', exact: true }).click()
  await expect(card('C1.1')).toContainText('还没有证据。')
  await stored(page)
  await page.reload()
  await next.click()
  await expect(evidence('C2.1')).toHaveText(['任命文件（盖章）'])
})

const pages = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0

function byIndicator(): Map<string, [string, UnitFacts][]> {
  const groups = new Map<string, [string, UnitFacts][]>()
  for (const entry of Object.entries(units)) {
    const indicator = entry[0].split('.')[0] ?? ''
    groups.set(indicator, [...(groups.get(indicator) ?? []), entry])
  }
  return groups
}
