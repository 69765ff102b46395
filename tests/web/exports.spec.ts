import { expect, test } from './app.ts'
import { addCase, exported } from './journeys.ts'
import { faultyApplication, unfinishedAssessment } from './samples.ts'

interface Expected {
  button: string
  name: RegExp
  begins: string
  holds?: string
}
const ZIP = 'PK\u0003\u0004'
const CASES: { kind: string; file: object; onCase: Expected[]; printing: string; onPrint: Expected[] }[] = [
  {
    kind: 'enterprise',
    file: faultyApplication(),
    onCase: [
      {
        button: '导出 Word 质量技术帮扶申请表',
        name: /^质量技术帮扶申请表-.*-草稿\.docx$/,
        begins: ZIP,
        holds: '草稿　企业自查',
      },
      {
        button: '导出 Excel 质量技术帮扶申请表',
        name: /^质量技术帮扶申请表-.*-草稿\.xlsx$/,
        begins: ZIP,
        holds: '草稿　企业自查',
      },
      { button: '导出 Word 档案全部内容', name: /^档案-.*\.docx$/, begins: ZIP },
      { button: '导出 Excel 档案全部内容', name: /^档案-.*\.xlsx$/, begins: ZIP },
    ],
    printing: '打印',
    onPrint: [
      { button: '导出 Word 质量技术帮扶申请表', name: /\.docx$/, begins: ZIP, holds: '温升' },
      { button: '导出 Excel 质量技术帮扶申请表', name: /\.xlsx$/, begins: ZIP },
    ],
  },
  {
    kind: 'association',
    file: unfinishedAssessment(),
    onCase: [
      { button: '导出 Word 行业质量共治自评报告', name: /^行业质量共治自评报告-.*\.docx$/, begins: ZIP },
      {
        button: '导出 Excel 行业质量共治自评报告',
        name: /^行业质量共治自评报告-.*\.xlsx$/,
        begins: ZIP,
        holds: 'name="评分计算"',
      },
      { button: '导出 CSV 自评等级表', name: /^自评等级表-.*\.csv$/, begins: '\uFEFF', holds: '"C1.1","建立工作团队' },
      { button: '导出 Word 档案全部内容', name: /^档案-.*\.docx$/, begins: ZIP },
      { button: '导出 Excel 档案全部内容', name: /^档案-.*\.xlsx$/, begins: ZIP },
    ],
    printing: '打印评分报告',
    onPrint: [{ button: '导出 Excel 行业质量共治自评报告', name: /\.xlsx$/, begins: ZIP, holds: 'name="评分计算"' }],
  },
]

for (const { kind, file, onCase, printing, onPrint } of CASES) {
  test(`every form of a case is a file, from here and from nowhere else: ${kind}`, async ({ app: page, site }) => {
    const asked: string[] = []
    await addCase(page, file)
    page.on('request', (request) => asked.push(request.url()))
    const check = async (expected: Expected[]) => {
      for (const { button, name, begins, holds = '' } of expected) {
        const made = await exported(page, button)
        expect(made.name).toMatch(name)
        expect(made.bytes.subarray(0, Buffer.from(begins).length).toString()).toBe(begins)
        expect(made.bytes.includes(holds), `${made.name} holds ${holds}`).toBe(true)
      }
    }
    await check(onCase)
    await page.getByRole('list').getByRole('link', { name: printing, exact: true }).click()
    await check(onPrint)
    // The programs that make files, each with its glue, once, and nothing else.
    const fetched = asked.filter((url) => !url.startsWith('blob:')).map((url) => url.slice(site.url.length))
    expect(fetched.sort()).toEqual([
      expect.stringMatching(/quality_selfcheck_documents-.*\.wasm$/),
      expect.stringMatching(/quality_selfcheck_documents_bg-.*\.js$/),
      expect.stringMatching(/quality_selfcheck_review-.*\.wasm$/),
      expect.stringMatching(/\/review-.*\.js$/),
    ])
  })
}

test('an export whose program does not come says so, and the next click makes the file', async ({ page, site }) => {
  await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'))
  await page.goto(site.url)
  await addCase(page, faultyApplication())
  await page.route('**/quality_selfcheck_review-*.wasm', (route) => route.fulfill({ status: 404 }))
  const button = '导出 Word 质量技术帮扶申请表'
  await page.getByRole('button', { name: button }).click()
  await expect(page.getByRole('alert')).toContainText(
    /^导出程序没有载入：.*quality_selfcheck_review.*HTTP 404.*。案件没有变。/,
  )
  await page.unroute('**/quality_selfcheck_review-*.wasm')
  await exported(page, button)
  await expect(page.getByRole('alert')).toHaveCount(0)
})
