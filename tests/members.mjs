// Invented files of an association's members: number n is always the same file. No firm of this name exists.
//
// node tests/members.mjs 50 FOLDER   writes 50 files into a folder
// node tests/members.mjs 10000       writes 10,000 files to standard output, one a line
//
// As a module it runs in a browser, too.

const ITEMS = [8, 8, 8, 8, 8, 8, 9, 9, 10].flatMap((items, stage) =>
  Array.from({ length: items }, (_, item) => `ST${stage + 1}-${item + 1}`),
)
const KEY_ITEMS = new Set(
  'ST1-1 ST1-3 ST2-1 ST2-7 ST3-3 ST4-5 ST5-5 ST6-1 ST7-1 ST7-2 ST7-4 ST7-7 ST8-2 ST8-3 ST9-1 ST9-2 ST9-3 ST9-8'.split(
    ' ',
  ),
)
/** Causes, the more frequent ones more than once. */
const CAUSES = 'W8 W8 W8 W8 R3 R3 R3 V2 V2 G6 G6 D5 R4 P1 M2 E1'.split(' ')
const CATEGORIES = ['e-bike-charger', 'e-bike-charger', 'e-bike-charger', 'wire-cable', 'power-bank', 'other']
const NOTHING = Object.fromEntries(
  'counterfeit followUpFailed reinspectionFailed publicNotice untraceable refusedInspection'
    .split(' ')
    .map((fact) => [fact, 'no']),
)
const REGIONS = ['440604', '440605', '440606', '440606', '440607']

/** The file of member number n, as an object. */
export function member(n) {
  const random = numbers(n)
  const one = (list) => list[Math.floor(random() * list.length)]
  // Some firms are good at it, some are not; one in eight has not finished.
  const care = 0.75 + random() * 0.24
  const finished = random() > 0.125
  const answers = {}
  for (const item of ITEMS) {
    if (!finished && random() < 0.3) continue
    answers[item] = verdict(item, random() < care, random)
  }
  const causes = Array.from({ length: Math.floor(random() * 3) }, () => one(CAUSES))
  const failed = random() < 0.4
  const known = random() < 0.7
  return {
    format: 'quality-selfcheck',
    version: '2.0',
    kind: 'enterprise',
    id: `sample-member-${n}`,
    title: `示例照明第 ${n} 厂`,
    savedOn: '2026-06-30',
    application: {
      head: { fillDate: '2026-06-30' },
      subject: {
        subjectName: `佛山示例照明第${n}厂`,
        subjectKind: ['producer'],
        regRegion: one(REGIONS),
        employees: 5 + Math.floor(random() * 400),
        revenueWan: 100 + Math.floor(random() * 9000),
      },
      products: [
        { productName: '示例产品', productCategory: one(CATEGORIES), licenseKind: ['none'], userGroup: ['general'] },
      ],
      problems: failed
        ? [
            {
              foundBy: 'self-check',
              foundOn: '2026-05-20',
              phenomenon: '示例：抽样自检时发现温升超过限值，其余项目符合要求。',
              failItems: [{ item: '温升', isSafety: random() < 0.5 ? 'yes' : 'no', isMandatory: 'yes' }],
              injury: 'no',
            },
          ]
        : [],
    },
    facts: known ? { ...NOTHING, severity: 1 + Math.floor(random() * 3), likelihood: 2 } : {},
    answers,
    causes: [...new Set(causes)].map((code, index) => ({
      cause: `B:${code}`,
      isOccur: true,
      contribution: index ? 30 : 60,
    })),
  }
}

function verdict(item, good, random) {
  if (good) return { verdict: 'conforming' }
  const kind = random()
  if (kind < 0.1) return { verdict: 'unsure' }
  if (kind < 0.2) return { verdict: 'not-applicable', reason: '示例：本厂没有这个环节' }
  return { verdict: kind < 0.6 && !KEY_ITEMS.has(item) ? 'minor-nonconformity' : 'nonconforming' }
}

/** Numbers from 0 to below 1 (mulberry32), the same for the same seed. */
function numbers(seed) {
  let state = seed * 0x9e3779b1
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

if (globalThis.process?.argv[1]?.endsWith('members.mjs')) {
  const { mkdir, writeFile } = await import('node:fs/promises')
  const [count, folder] = process.argv.slice(2)
  if (folder) await mkdir(folder, { recursive: true })
  for (let n = 1; n <= Number(count); n += 1) {
    const file = JSON.stringify(member(n))
    if (folder) await writeFile(`${folder}/member-${n}.json`, file)
    else process.stdout.write(`${file}\n`)
  }
}
