/** The invented cases that ship with the app, whole and with faults. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { repository } from './server.ts'

// biome-ignore lint/suspicious/noExplicitAny: the tests take save files apart as plain JSON.
type SaveFile = any

export function sampleCase(kind: 'enterprise' | 'association'): SaveFile {
  return JSON.parse(readFileSync(join(repository, `www/web/src/samples/${kind}.json`), 'utf8'))
}

/** The same, to be changed: what the file says of its results holds no longer. */
function unsealed(kind: 'enterprise' | 'association'): SaveFile {
  return { ...sampleCase(kind), results: null, sha256: null }
}

/** A mobile number one digit short, a statement not ticked. */
export function faultyApplication(): SaveFile {
  const file = unsealed('enterprise')
  file.id = 'faulty'
  file.title = '充电器温升项目抽查不合格'
  file.application.contact.contactMobile = '1380000000'
  delete file.application.declaration.lawfulDeclare
  return file
}

/** One unit without an answer. */
export function unfinishedAssessment(): SaveFile {
  const file = unsealed('association')
  file.id = 'unfinished'
  file.title = '2026 年度行业质量共治自评'
  delete file.governance.assessment.units['C22.1']
  return file
}

export const asFile = (name: string, value: unknown) => ({
  name,
  mimeType: 'application/json',
  buffer: Buffer.from(JSON.stringify(value)),
})

export const csv = (text: string, name = '等级表.csv') => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })

/** 自评等级表 for that assessment: another level and note for C1.1, a level for the missing unit, two lines that cannot be read. */
export const LEVEL_SHEET = [
  '自评等级,,,',
  '编号,自报等级,不适用的理由,说明',
  'C1.1 建立工作团队,1,,会后补记',
  'C22.1,2,,',
  'C2.1,9,,',
  'C99.9,1,,',
].join('\r\n')
