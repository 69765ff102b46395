// Members' files in lots of 100, as a page reads them; how long the core is at work, not the making of the files.
import { member } from '../members.mjs'

const LOT = 100

export const MEMBERS = 10_000
export const WORK = `summariseIndustry, ${LOT} of ${MEMBERS} members`

export async function run({ packages }, { load, now }) {
  const results = []
  for (const by of packages) results.push({ core: await load(by), part: undefined, work: WORK, by, times: [] })
  for (let first = 1; first <= MEMBERS; first += LOT) {
    const dossiers = Array.from({ length: LOT }, (_, index) => member(first + index))
    for (const result of results) {
      const began = now()
      const lot = result.core.summariseIndustry({ dossiers, today: '2026-07-06' }).part
      result.part = result.part ? result.core.mergeSummaries({ parts: [result.part, lot] }).part : lot
      result.times.push(now() - began)
    }
  }
  return results.map(({ work, by, times }) => ({ work, by, times }))
}
