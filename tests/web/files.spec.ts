import { writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { expect, test } from './app.ts'
import { at, goHome, openFile } from './journeys.ts'
import { asFile, faultyApplication } from './samples.ts'
import { prepare } from './screens.ts'

const sample = faultyApplication()
const name = '/application/subject/subjectName'

const wrong = [
  { what: 'an empty file', file: { name: '空.json', mimeType: 'application/json', buffer: Buffer.alloc(0) } },
  {
    what: 'a picture',
    file: { name: '截图.json', mimeType: 'application/json', buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 255]) },
  },
  { what: 'another JSON', file: asFile('别的.json', { hello: 'world' }) },
  { what: 'a newer version', file: asFile('新版.json', { ...sample, version: '9.0' }) },
  {
    what: 'an unknown key',
    file: asFile('改过.json', { ...sample, application: { ...sample.application, nonsense: 1 } }),
  },
]

test('a wrong file is refused in Chinese and changes nothing', async ({ app: page }) => {
  await prepare(page)
  const before = await page.locator('.tasks').innerText()
  const tooLarge = test.info().outputPath('太大.json')
  writeFileSync(tooLarge, ' '.repeat(21 * 1024 * 1024))
  for (const { what, file } of [...wrong, { what: '21 MB', file: tooLarge }]) {
    await openFile(page, file)
    const name = typeof file === 'string' ? basename(file) : file.name
    const refusal = page.getByRole('alert')
    await expect(refusal, what).toContainText(`打不开“${name}”。`)
    await expect(refusal, what).toContainText('本机数据没有变。')
    await expect(refusal, what).toContainText(/。“?[^。]*[一-鿿]{4}/)
    await goHome(page)
    expect(await page.locator('.tasks').innerText(), what).toBe(before)
  }
})

test('every part of a case is compared, in words', async ({ app: page }) => {
  await prepare(page)
  const changed = structuredClone(sample)
  changed.causes[3].verified = 'test'
  changed.answers['ST9-4'].verdict = 'conforming'
  changed.draft.list[3].status = 'done'
  changed.snapshots = []

  await openFile(page, asFile('改过.json', changed))
  await expect(
    page.getByRole('heading', { name: '和本机的同一案件相比：新增 0 处，不同 3 处，缺少 1 处。' }),
  ).toBeVisible()
  const shown = page.getByRole('main')
  for (const words of ['原因分析 4 是否验证过', '未验证', '试验验证', '阶段自查 ST9-4 结论', '轻微不符合', '延期'])
    await expect(shown).toContainText(words)
  await expect(shown).toContainText('帮扶清单与方案 帮扶清单 4 状态')
  await expect(shown).toContainText('各期存档 申请时')
  await page.getByRole('link', { name: '取消' }).click()
})

test('a file of a case that is already here: cancel, keep both, replace', async ({ app: page }) => {
  await prepare(page)
  const changed = structuredClone(sample)
  changed.application.subject.subjectName = '改了名的示例公司'

  await openFile(page, asFile('改名.json', changed))
  await expect(
    page.getByRole('heading', { name: '和本机的同一案件相比：新增 0 处，不同 1 处，缺少 0 处。' }),
  ).toBeVisible()
  await page.getByRole('link', { name: '取消' }).click()
  await expect(page.locator('.tasks > li')).toHaveCount(2)
  await expect(page.locator('.tasks')).not.toContainText('改了名的示例公司')

  await openFile(page, asFile('改名.json', changed))
  await page.getByRole('button', { name: '保留两份' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('充电器温升项目抽查不合格（来自文件）')
  await goHome(page)
  await expect(page.locator('.tasks > li')).toHaveCount(3)

  await openFile(page, asFile('改名.json', changed))
  await page.getByRole('button', { name: '用文件替换本机' }).click()
  await page.getByRole('link', { name: '质量技术帮扶申请表' }).click()
  await expect(at(page, name)).toHaveValue('改了名的示例公司')
  await goHome(page)
  await expect(page.locator('.tasks > li')).toHaveCount(3)
})
