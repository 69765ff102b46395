import { Engine } from 'json-rules-engine'

// The first five rules of risk, for the one product and problem of the sample: yes or no, without what is not known yet.
const where = (fact, operator, value) => ({ fact, operator, value })
const RULES = [
  { any: [where('isSafety', 'contains', 'yes')], id: 'RH1' },
  { any: [where('injury', 'equal', 'yes')], id: 'RH2' },
  { any: [where('certificate', 'in', ['expired', 'suspended', 'revoked'])], id: 'RH3' },
  { any: [where('counterfeit', 'equal', 'yes')], id: 'RH4' },
  { any: [where('followUpFailed', 'equal', 'yes')], id: 'RH5' },
]

/** The rules that hold. */
export function make({ application, facts }) {
  const engine = new Engine(RULES.map(({ id, any }) => ({ conditions: { any }, event: { type: id } })))
  return async () => {
    const [problem] = application.problems
    const { events } = await engine.run({
      isSafety: problem.failItems.map(({ isSafety }) => isSafety),
      injury: problem.injury,
      certificate: application.products[0].cccState,
      counterfeit: facts.counterfeit,
      followUpFailed: facts.followUpFailed,
    })
    return events.map(({ type }) => type)
  }
}
