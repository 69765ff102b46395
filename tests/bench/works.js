// What is measured: functions of the core with the two samples, beside peers that do a like work.

const today = '2026-07-10'

/**
 * `agrees` holds where a peer's answer is the same as ours, and what is `spoilt` every peer must refuse: nobody is measured at
 * less than is said. `first` marks what is also measured as the first answer of a fresh host.
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
    spoilt: ({ application, ...given }) => {
      const subject = { ...application.subject, subjectName: null, nobodyKnows: true }
      return { ...given, application: { ...application, subject } }
    },
  },
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

export function find(name) {
  return WORKS.find((work) => work.name === name)
}
