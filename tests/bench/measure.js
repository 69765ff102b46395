// Functions again and again, all candidates in one process.
import * as ajv from './peers/ajv.js'
import * as rules from './peers/rules.js'
import * as scorer from './peers/scorer.js'
import * as survey from './peers/survey.js'
import * as valibot from './peers/valibot.js'
import * as zod from './peers/zod.js'
import { rounds } from './rounds.js'
import { candidate, find } from './works.js'

const PEERS = {
  ...{ ajv, zod, valibot },
  ...{ 'hand-written JS': scorer, 'survey-core': survey, 'json-rules-engine': rules },
}

/** The times of all who do the named works; `packages` are the states of ours, the present one first. */
export async function run({ packages, works, pace }, { load, given, now }) {
  const cores = []
  for (const by of packages) cores.push({ by, core: await load(by) })
  const candidates = []
  for (const work of works.map(find)) {
    const runs = cores.map(({ by, core }) => ({ work: work.name, by, run: candidate(core, work, given) }))
    candidates.push(...runs.filter(({ run }) => run))
    if (!runs[0].run) continue
    const ours = runs[0].run()
    const theirs = work.changed ? work.changed(given) : given
    for (const by of work.peers ?? []) {
      const run = PEERS[by].make(theirs)
      if (!work.agrees(ours, await run())) throw new Error(`${work.name}: ${by} answers otherwise than we do`)
      if (work.spoilt && PEERS[by].make(work.spoilt(theirs))()) throw new Error(`${by} takes what is spoilt`)
      candidates.push({ work: work.name, by, run })
    }
  }
  const times = await rounds(candidates, { now, ...pace })
  return candidates.map(({ work, by }, index) => ({ work, by, times: times[index] }))
}
