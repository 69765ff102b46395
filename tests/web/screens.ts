/** Every screen in the states worth looking at. The list of screens is the router's own. */
import { expect, type Page } from '@playwright/test'
import { routes, type ScreenName } from '../../www/web/src/routes.ts'
import { addCase, goHome, openFile } from './journeys.ts'
import { asFile, csv, faultyApplication, LEVEL_SHEET, unfinishedAssessment } from './samples.ts'

/** Two cases on the device: an application with faults, an assessment with one unit missing. */
export async function prepare(page: Page): Promise<void> {
  for (const file of [faultyApplication(), unfinishedAssessment()]) {
    await addCase(page, file)
    await goHome(page)
    await expect(page.getByRole('heading', { name: '这台设备上的案件' })).toBeVisible()
  }
}

export interface View {
  /** Name of the picture. */
  name: string
  screen: ScreenName
  show: (page: Page) => Promise<void>
}

const go = (hash: string) => async (page: Page) => {
  await page.evaluate((to) => {
    location.hash = to
  }, hash)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.waitForTimeout(150)
}
const enterprise = (rest = '') => go(`#/enterprise/faulty${rest}`)
const association = (rest = '') => go(`#/association/unfinished${rest}`)

export const views: View[] = [
  { name: 'home', screen: 'home', show: go('#/') },
  { name: 'enterprise-case', screen: 'enterprise-case', show: enterprise() },
  { name: 'no-such-case', screen: 'enterprise-case', show: go('#/enterprise/nobody') },
  { name: 'apply', screen: 'apply', show: enterprise('/apply') },
  {
    name: 'apply-faults',
    screen: 'apply',
    show: async (page) => {
      await enterprise('/apply')(page)
      await page.getByRole('button', { name: '检查', exact: true }).click()
      await expect(page.getByRole('alert')).toBeFocused()
    },
  },
  { name: 'answers', screen: 'answers', show: enterprise('/answers') },
  { name: 'print-apply', screen: 'print-apply', show: enterprise('/print') },
  { name: 'association-case', screen: 'association-case', show: association() },
  { name: 'score', screen: 'score', show: association('/score/C12') },
  {
    name: 'score-evidence',
    screen: 'score',
    show: async (page) => {
      await association('/score/C1')(page)
      await page.getByRole('button', { name: /^加证据/ }).click()
      await expect(page.getByRole('dialog')).toBeVisible()
    },
  },
  { name: 'level-sheet', screen: 'level-sheet', show: association('/sheet') },
  {
    name: 'level-sheet-changes',
    screen: 'level-sheet',
    show: async (page) => {
      await association('/sheet')(page)
      await openFile(page, csv(LEVEL_SHEET))
      await expect(page.getByRole('heading', { level: 1, name: '导入前，先看改动' })).toBeVisible()
    },
  },
  {
    name: 'level-sheet-refused',
    screen: 'level-sheet',
    show: async (page) => {
      await association('/sheet')(page)
      await openFile(page, csv('名称,数量\r\n螺丝,3\r\n', '清单.csv'))
      await expect(page.getByRole('alert')).toBeVisible()
    },
  },
  { name: 'result', screen: 'result', show: association('/result') },
  { name: 'print-score', screen: 'print-score', show: association('/print') },
  { name: 'open-file', screen: 'open-file', show: go('#/open') },
  {
    name: 'open-file-differences',
    screen: 'open-file',
    show: async (page) => {
      await go('#/open')(page)
      const changed = faultyApplication()
      changed.application.subject.legalRep = '赵某'
      changed.application.products[0].annualValueWan = null
      changed.application.contact.contactTitle = '质量总监'
      changed.application.trigger.newBusiness = '直播销售定制款充电器'
      delete changed.application.head.acceptOrg
      await openFile(page, asFile('充电器温升-0313.json', changed))
      await expect(page.getByRole('heading', { name: /^和本机的同一案件相比/ })).toBeVisible()
    },
  },
  {
    name: 'open-file-refused',
    screen: 'open-file',
    show: async (page) => {
      await go('#/open')(page)
      await openFile(page, { name: '照片.json', mimeType: 'application/json', buffer: Buffer.from('不是存档') })
      await expect(page.getByRole('alert')).toBeVisible()
    },
  },
  { name: 'settings', screen: 'settings', show: go('#/settings') },
  {
    name: 'settings-wipe',
    screen: 'settings',
    show: async (page) => {
      await go('#/settings')(page)
      await page.getByRole('button', { name: '清除本机数据' }).click()
      await expect(page.getByRole('dialog')).toBeVisible()
    },
  },
  { name: 'sources', screen: 'sources', show: go('#/sources') },
  { name: 'states', screen: 'states', show: go('#/states') },
  { name: 'not-found', screen: 'not-found', show: go('#/nowhere/at/all') },
]

export const unvisited = () => routes.map((r) => r.name).filter((name) => !views.some((v) => v.screen === name))

/** Shows a view from a page without an open dialog. */
export async function show(page: Page, view: View): Promise<void> {
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await go('#/')(page)
  await view.show(page)
}
