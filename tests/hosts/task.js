// What is done in every host: a score, a question to the second program, and a case that is opened and changed. Where the API
// is in a thread of its own, each answer is waited for; elsewhere that changes nothing.

export async function task(load) {
  const core = await load()
  const { total } = await core.scoreGovernance({ assessment: { units: { 'C1.1': { level: 1 } } } })
  await core.review()
  const { findings } = await core.lintPack({ pack: { guide: 'governance', extends: '2021-1' } })
  const dossier = { format: 'quality-selfcheck', version: '2.0', kind: 'enterprise', id: '1', title: '一份档案' }
  const open = await core.openCase({ dossier, today: '2026-03-12' })
  await open.apply([{ op: 'add', path: '/answers/ST1-1', value: { verdict: 'conforming' } }])
  const { answers } = await open.dossier()
  await open.close()
  return `${total.text} ${findings[0].rule} ${answers['ST1-1'].verdict}`
}
