// From nothing to the first answer, once, in a process or page that has done nothing else yet.
import { find } from './works.js'

/** `peer` names the file of another's program; without it, ours is loaded. */
export async function run({ by, work, peer }, { loadFirst, bring, given, now }) {
  const { function: name, args } = find(work)
  const asked = args(given)
  const began = now()
  if (peer) {
    const { make } = await bring(peer)
    await make(given)()
    return { 'first answer': now() - began }
  }
  const core = await loadFirst(by)
  const loaded = now()
  core[name](asked)
  const answered = now()
  return { load: loaded - began, 'then the first answer': answered - loaded, 'first answer': answered - began }
}
