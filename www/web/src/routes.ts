/**
 * Every screen, once. Data only: the tests read this table too and refuse a screen they did not visit.
 * `name` is also the file name of the component in screens/ and of its picture.
 */
export const routes = [
  { name: 'home', path: '/', kind: null },
  { name: 'open-file', path: '/open', kind: null },
  { name: 'settings', path: '/settings', kind: null },
  { name: 'sources', path: '/sources', kind: null },
  { name: 'states', path: '/states', kind: null },
  { name: 'enterprise-case', path: '/enterprise/:id', kind: 'enterprise' },
  { name: 'apply', path: '/enterprise/:id/apply', kind: 'enterprise' },
  { name: 'answers', path: '/enterprise/:id/answers', kind: 'enterprise' },
  { name: 'print-apply', path: '/enterprise/:id/print', kind: 'enterprise' },
  { name: 'association-case', path: '/association/:id', kind: 'association' },
  { name: 'score', path: '/association/:id/score/:indicator?', kind: 'association' },
  { name: 'level-sheet', path: '/association/:id/sheet', kind: 'association' },
  { name: 'result', path: '/association/:id/result', kind: 'association' },
  { name: 'print-score', path: '/association/:id/print', kind: 'association' },
  { name: 'not-found', path: '/:rest(.*)*', kind: null },
] as const

export type ScreenName = (typeof routes)[number]['name']
export type CaseKind = 'enterprise' | 'association'
