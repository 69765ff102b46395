// What is measured: functions of the core with the two samples, beside peers that do a like work.

const today = '2026-07-10'

const LEVEL = '/governance/assessment/units/C1.1/level'
const LEVELS = [1, 2, 3]
const FIELD = '/application/subject/addressProd'
const ADDRESSES = ['示例市示例路 1 号', '示例市示例路 2 号']

const spoilt = ({ application, ...given }) => {
  const subject = { ...application.subject, subjectName: null, nobodyKnows: true }
  return { ...given, application: { ...application, subject } }
}

/** What sets the next of these values at a place of an open case. */
function changes(open, path, values) {
  let turn = 0
  return () => open.apply([{ op: 'replace', path, value: values[turn++ % values.length] }])
}

/**
 * `agrees` holds where a peer's answer is the same as ours, and what is `spoilt` every peer must refuse: nobody is measured at
 * less than is said. `first` marks what is also measured as the first answer of a fresh host. A work that is done in an open
 * case `begins` with opening it; `changed` is what peers are given, as it is once the first change is made.
 */
export const WORKS = [
  {
    ...{ function: 'scoreGovernance', of: 'sample', first: true },
    args: ({ assessment, scheme }) => ({ assessment, scheme: scheme.id }),
    peers: ['hand-written JS'],
    agrees: (ours, { total, grade }) =>
      Math.abs(ours.total.num / ours.total.den - total) < 1e-9 && ours.grade?.code === grade?.code,
  },
  {
    ...{ function: 'scoreGovernance', of: 'one unit' },
    args: () => ({ assessment: { units: { 'C1.1': { level: 1 } } } }),
  },
  {
    ...{ function: 'validateApplication', of: 'sample', first: true },
    args: ({ application }) => ({ application, today }),
    peers: ['ajv', 'zod', 'valibot', 'survey-core'],
    agrees: ({ missing, issues }, isValid) =>
      isValid === (missing.length === 0 && issues.every(({ severity }) => severity !== 'error')),
    spoilt,
  },
  {
    ...{ function: 'openCase', of: 'one level changed' },
    begins: (core, { association }) => {
      const open = core.openCase({ dossier: association, today })
      const change = changes(open, LEVEL, LEVELS)
      return () => {
        change()
        const [total, unit] = ['/total', '/units/0'].map((part) => open.view('governance', null, part))
        return { total, unit, steps: open.steps() }
      }
    },
    // It works out everything again: that is the least that can be written by hand.
    peers: ['hand-written JS'],
    changed: ({ assessment, ...given }) => {
      const units = { ...assessment.units, 'C1.1': { ...assessment.units['C1.1'], level: LEVELS[0] } }
      return { ...given, assessment: { ...assessment, units } }
    },
    agrees: (ours, { total, units }) =>
      Math.abs(ours.total.num / ours.total.den - total) < 1e-9 &&
      Math.abs(ours.unit.score.num / ours.unit.score.den - units[0].score) < 1e-9,
  },
  // Typed on, nothing is to be said of the field otherwise; filled and emptied, something is each time.
  ...Object.entries({ 'one field changed': ADDRESSES, 'one field filled and emptied': [ADDRESSES[0], null] }).map(
    ([of, values]) => ({
      ...{ function: 'openCase', of },
      begins: (core, { enterprise }) => {
        const open = core.openCase({ dossier: enterprise, today })
        const change = changes(open, FIELD, values)
        const part = (pointer) => open.view('application', null, pointer)
        return () => {
          change()
          return { issues: part('/issues'), groups: part('/groups') }
        }
      },
      // ajv has no other way than to check the whole; a survey is told of the one field.
      peers: ['ajv', 'survey-core'],
      changed: (given) => ({ ...given, field: { key: 'addressProd', values } }),
      agrees: ({ groups }, isValid) => isValid === groups.every(({ issues }) => issues === 0),
      spoilt,
    }),
  ),
  {
    ...{ function: 'triageRisk', of: 'sample' },
    args: ({ application, facts }) => ({ application, facts, today }),
    peers: ['json-rules-engine'],
    agrees: ({ reasons }, held) =>
      held.join() ===
      reasons
        .map(({ rule }) => rule)
        .filter((rule) => /^RH[1-5]$/.test(rule))
        .join(),
  },
  ...['enterprise', 'association'].flatMap((guide) => [
    { function: 'checkDossier', of: guide, args: (given) => ({ dossier: given[guide], today }) },
    { function: 'readDossier', of: guide, args: (given) => ({ text: given.texts[guide] }) },
    { function: 'writeDossier', of: `${guide}, json`, args: (given) => ({ dossier: given[guide], format: 'json' }) },
  ]),
  ...['checklist', 'dossier'].flatMap((form) =>
    ['docx', 'xlsx', 'html'].map((format) => ({
      ...{ function: 'exportReport', of: `${form}, ${format}` },
      args: ({ enterprise }) => ({ dossier: enterprise, form, format, today }),
    })),
  ),
].map((work) => ({ ...work, name: `${work.function}, ${work.of}` }))

/** What does a work: a function of the core, or what goes on in a case that it opens. Undefined where it has neither. */
export function candidate(core, work, given) {
  if (!(work.function in core)) return undefined
  if (work.begins) return work.begins(core, given)
  const args = work.args(given)
  const run = () => core[work.function](args)
  try {
    run()
  } catch (error) {
    // A host that loads only the first program has not all functions.
    if (error.code === 'not-loaded') return undefined
    throw error
  }
  return run
}

export function find(name) {
  return WORKS.find((work) => work.name === name)
}
