/** What a user does, step by step, for the tests to tell their stories with. */
import { readFileSync } from 'node:fs'
import { expect, type Page } from '@playwright/test'
import type { Answer } from './enterprise-answers.ts'
import { asFile } from './samples.ts'

export const idOf = (pointer: string) => pointer.slice(1).replaceAll('/', '-')
export const at = (page: Page, pointer: string) => page.locator(`[id="${idOf(pointer)}"]`)

/** Everything typed so far has reached the device. */
export async function stored(page: Page): Promise<void> {
  await page.waitForTimeout(400)
  await expect(page.getByRole('banner').getByRole('status')).toHaveText(/^已存本机 \d\d:\d\d$/)
}

export async function answer(page: Page, pointer: string, value: Answer): Promise<void> {
  const place = at(page, pointer)
  if (Array.isArray(value)) {
    for (const label of value) {
      const box = (await place.evaluate((e) => e.tagName === 'INPUT'))
        ? place
        : place.getByLabel(label, { exact: true })
      await box.check()
    }
  } else if (await place.evaluate((e) => e.tagName === 'SELECT')) await place.selectOption({ label: value })
  else await place.fill(value)
}

export async function startEnterprise(page: Page): Promise<void> {
  await page.getByRole('button', { name: '开始企业自查' }).click()
  await expect(page.getByRole('heading', { level: 1, name: /^企业自查 / })).toBeVisible()
}

export async function startAssociation(page: Page): Promise<void> {
  await page.getByRole('button', { name: '开始协会自评' }).click()
  await expect(page.getByRole('heading', { name: '协会、时间、方案' })).toBeVisible()
}

export interface UnitFacts {
  level?: number | null
  evidence?: { title: string; date: string; kind: string }[]
  notApplicable?: string
  note?: string
}

/** On the screen of the unit's indicator. */
export async function assess(page: Page, code: string, facts: UnitFacts): Promise<void> {
  const card = page.locator(`[id="unit-${code}"]`)
  if (!(await card.getByRole('radio').or(card.getByRole('checkbox')).first().isVisible())) {
    await card.locator('summary').first().click()
  }
  if (facts.notApplicable) {
    await card.getByRole('checkbox', { name: /^不适用于本协会/ }).check()
    await card.getByLabel('为什么不适用').fill(facts.notApplicable)
    return
  }
  if (facts.note) await card.getByLabel(/^备注/).fill(facts.note)
  await card.getByRole('radio', { name: new RegExp(`^L${facts.level} `) }).check()
  for (const { title, date, kind } of facts.evidence ?? []) {
    await card.getByRole('button', { name: /^加证据/ }).click()
    const dialog = card.getByRole('dialog')
    await dialog.getByLabel('名称').fill(title)
    await dialog.getByLabel('日期').fill(date)
    await dialog.getByRole('radio', { name: kind === 'outcome' ? /^成效/ : /^过程/ }).check()
    await dialog.getByRole('button', { name: '记下这份证据' }).click()
    await expect(dialog).toBeHidden()
  }
}

/** 另存文件: the text the browser was given. */
export async function saveFile(page: Page): Promise<{ name: string; path: string }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '另存文件', exact: true }).first().click(),
  ])
  return { name: download.suggestedFilename(), path: await download.path() }
}

export async function wipe(page: Page): Promise<void> {
  await page.getByRole('link', { name: '字号与设置' }).click()
  await page.getByRole('button', { name: '清除本机数据' }).click()
  await page.getByLabel('输入“清除”二字以确认').fill('清除')
  await page.getByRole('button', { name: '清除', exact: true }).click()
  await expect(page.getByText('本机数据已经清除。')).toBeVisible()
}

export const goHome = (page: Page) => page.getByRole('link', { name: '质量自查，回首页' }).click()

export async function openFile(
  page: Page,
  file: string | { name: string; mimeType: string; buffer: Buffer },
): Promise<void> {
  await page.locator('input[type=file]').first().setInputFiles(file)
}

/** Opens a save file that is not on the device yet. */
export async function addCase(page: Page, file: object): Promise<void> {
  await openFile(page, asFile('case.json', file))
  await page.getByRole('button', { name: '加到这台设备' }).click()
  await expect(page.getByRole('heading', { name: '要做的事' })).toBeVisible()
}

/** 导出: the file that the browser was given. */
export async function exported(page: Page, button: string): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button, exact: true }).click(),
  ])
  const name = download.suggestedFilename()
  await expect(page.getByRole('status').filter({ hasText: `已交给浏览器下载：${name}` })).toBeVisible()
  return { name, bytes: readFileSync(await download.path()) }
}
