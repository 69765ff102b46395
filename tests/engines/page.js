// What a page does in a browser that is tested: every vector, and a case that is kept in the browser and opened again. The
// page is asked for `outcome`, which says what was wrong.
import { runCase } from './answers.mjs'
import { load } from './package/index.js'

globalThis.outcome = tried()

async function tried() {
  const vectors = await (await fetch('./vectors.json')).json()
  const api = await load({ with: ['review', 'documents'] })
  const failures = vectors.map((vector) => failureOf(() => runCase({ api, JSON }, vector)))
  return { failures, kept: await keptAndOpenedAgain(api).catch(({ message }) => message) }
}

function failureOf(work) {
  try {
    work()
    return null
  } catch ({ message }) {
    return message
  }
}

/** A case is opened, changed, kept in the browser's database and opened again: it is as it was, and can be undone. */
async function keptAndOpenedAgain(api) {
  const today = '2026-03-12'
  const dossier = {
    format: 'quality-selfcheck',
    version: '2.0',
    kind: 'enterprise',
    id: 'kept',
    title: '留在本机的档案',
  }
  const first = api.openCase({ dossier, today })
  const before = first.dossier()
  first.apply([{ op: 'add', path: '/answers/ST1-1', value: { verdict: 'conforming' } }])
  const snapshot = first.snapshot()
  first.apply([{ op: 'replace', path: '/title', value: '改过的名称' }])
  const left = first.dossier()
  await keep({ snapshot, journal: first.journal(snapshot.revision) })
  first.close()

  const again = api.openCase({ ...(await kept()), today })
  try {
    if (JSON.stringify(again.dossier()) !== JSON.stringify(left)) return 'is not the same when it is opened again'
    if (again.dossier().answers['ST1-1'].verdict !== 'conforming') return 'lacks the answer'
    if (!again.undo() || !again.undo()) return 'cannot be undone'
    return JSON.stringify(again.dossier()) === JSON.stringify(before) ? null : 'is not undone'
  } finally {
    again.close()
  }
}

const keep = (value) => inDatabase((cases) => cases.put(value, 'case'))
const kept = () => inDatabase((cases) => cases.get('case'))

async function inDatabase(work) {
  const opening = indexedDB.open('cases', 1)
  opening.onupgradeneeded = () => opening.result.createObjectStore('cases')
  const database = await finished(opening)
  try {
    return await finished(work(database.transaction('cases', 'readwrite').objectStore('cases')))
  } finally {
    database.close()
  }
}

function finished(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}
