/** Every change can be taken back, across a reload too; and what older versions kept is still there. */
import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { expect, test } from './app.ts'
import { addCase, answer, at, startAssociation, startEnterprise, stored } from './journeys.ts'

const undo = (page: Page) => page.getByRole('button', { name: '撤销' })
const redo = (page: Page) => page.getByRole('button', { name: '重做' })

test('what is typed in one field is one step, which is taken back and done again', async ({ app: page }) => {
  await startEnterprise(page)
  await expect(undo(page)).toBeDisabled()
  await page.getByRole('link', { name: '质量技术帮扶申请表' }).click()
  const name = at(page, '/application/subject/subjectName')
  await name.pressSequentially('示例电源')
  await answer(page, '/application/subject/uscc', '91350200')
  await undo(page).click()
  await expect(at(page, '/application/subject/uscc')).toHaveValue('')
  await expect(name).toHaveValue('示例电源')
  await undo(page).click()
  await expect(name).toHaveValue('')
  await expect(undo(page)).toBeDisabled()
  await redo(page).click()
  await expect(name).toHaveValue('示例电源')
  // Whoever goes another way cannot go on the old one.
  await name.pressSequentially('厂')
  await expect(redo(page)).toBeDisabled()
})

test('a level is taken back by the keyboard, and again after a reload', async ({ app: page }) => {
  await startAssociation(page)
  await page.getByRole('link', { name: '逐项定等级、附证据' }).click()
  await page.getByRole('radio', { name: /^L2 / }).first().check()
  await page.getByRole('radio', { name: /^L3 / }).first().check()
  await expect(page.locator('.saved')).toContainText('已存本机')
  await page.reload()
  await expect(page.getByRole('radio', { name: /^L3 / }).first()).toBeChecked()
  await page.keyboard.press('Control+z')
  await expect(page.getByRole('radio', { name: /^L2 / }).first()).toBeChecked()
  await page.keyboard.press('Control+z')
  await expect(page.getByRole('radio', { name: /^L2 / }).first()).not.toBeChecked()
  await page.keyboard.press('Control+y')
  await expect(page.getByRole('radio', { name: /^L2 / }).first()).toBeChecked()
})

test('a case that an older version kept as a whole is opened with all that it holds', async ({ page, site }) => {
  const sample = new URL('../../www/web/src/samples/enterprise.json', import.meta.url)
  const dossier = { ...JSON.parse(readFileSync(sample, 'utf8')), id: 'old', results: null, sha256: null }
  // A page of this address that has no database yet.
  await page.goto(`${site.url}icon.svg`)
  await page.evaluate(
    (record) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('quality-selfcheck', 1)
        opening.onupgradeneeded = () => opening.result.createObjectStore('cases', { keyPath: 'id' })
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const tx = opening.result.transaction('cases', 'readwrite')
          tx.objectStore('cases').put(record)
          tx.oncomplete = () => {
            opening.result.close()
            resolve()
          }
        }
      }),
    { id: 'old', dossier, savedAt: 1, revision: 7, fileSavedAt: null, sinceFile: ['/title'] },
  )
  await page.goto(site.url)
  await page.getByRole('link', { name: dossier.title }).click()
  await page.getByRole('link', { name: '质量技术帮扶申请表' }).click()
  const name = at(page, '/application/subject/subjectName')
  await expect(name).toHaveValue(dossier.application.subject.subjectName)
  await answer(page, '/application/subject/subjectName', '改过的名字')
  await expect(page.locator('.saved')).toContainText('已存本机')
  await page.reload()
  await expect(name).toHaveValue('改过的名字')
})

test('answers to another wording are said to wait when the case is opened', async ({ app: page }) => {
  const sample = new URL('../../www/web/src/samples/association.json', import.meta.url)
  const dossier = JSON.parse(readFileSync(sample, 'utf8'))
  const content = dossier.content.map((pack: { pack: string; items: Record<string, string> }) => {
    if (pack.pack !== 'governance') return pack
    return {
      ...pack,
      sha256: '0'.repeat(64),
      items: { ...pack.items, 'C1.1': '0'.repeat(Object.values(pack.items)[0]?.length ?? 64) },
    }
  })
  await addCase(page, { ...dossier, id: 'old-wording', content, results: null, sha256: null })
  await expect(page.getByText('内容更新了，有 1 处要重新回答')).toBeVisible()
})

/** Changes what the device has stored of its only case. */
const tamper = (page: Page, change: string) =>
  page.evaluate(
    (change) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('quality-selfcheck')
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const tx = opening.result.transaction(['cases', 'snapshots', 'journal'], 'readwrite')
          if (change === 'delete') for (const store of ['cases', 'snapshots', 'journal']) tx.objectStore(store).clear()
          else {
            const store = tx.objectStore('snapshots')
            const asked = store.getAll()
            asked.onsuccess = () => {
              const [stored] = asked.result
              for (const pack of stored.dossier.content) {
                pack.sha256 = '0'.repeat(64)
                if (pack.items['C1.1']) pack.items['C1.1'] = '0'.repeat(16)
              }
              store.put(stored)
            }
          }
          tx.oncomplete = () => {
            opening.result.close()
            resolve()
          }
        }
      }),
    change,
  )

test('an answer that is given anew after the content has changed is still there after a reload', async ({
  app: page,
}) => {
  await startAssociation(page)
  await page.getByRole('link', { name: '逐项定等级、附证据' }).click()
  await page.getByRole('radio', { name: /^L2 / }).first().check()
  await stored(page)
  // Left, so that what is stored is a snapshot, and opened again.
  await page.getByRole('link', { name: '质量自查，回首页' }).click()
  await page.getByRole('link', { name: /年度行业质量共治自评$/ }).waitFor()
  await tamper(page, 'content')
  await page.getByRole('link', { name: /年度行业质量共治自评$/ }).click()
  await expect(page.getByText('内容更新了，有 1 处要重新回答')).toBeVisible()
  await page.getByRole('link', { name: '逐项定等级、附证据' }).click()
  await page.getByRole('radio', { name: /^L3 / }).first().check()
  await stored(page)
  await page.reload()
  await expect(page.getByRole('radio', { name: /^L3 / }).first()).toBeChecked()
})

test('a case that was deleted elsewhere is stored as a whole by whoever goes on with it', async ({ app: page }) => {
  await startEnterprise(page)
  await page.getByRole('link', { name: '质量技术帮扶申请表' }).click()
  await answer(page, '/application/subject/subjectName', '先填的')
  await stored(page)
  await tamper(page, 'delete')
  await answer(page, '/application/subject/postcode', '361000')
  await stored(page)
  await page.reload()
  await expect(at(page, '/application/subject/subjectName')).toHaveValue('先填的')
  await expect(at(page, '/application/subject/postcode')).toHaveValue('361000')
})
