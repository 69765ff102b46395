// The memory of the running programs once packs of one's own were opened and closed, and what a thousand times more take.
// Arguments: folder, state.
import { pathToFileURL } from 'node:url'

const [folder, by] = process.argv.slice(2)
const { instantiate } = WebAssembly
const memories = []
WebAssembly.instantiate = async (...args) => {
  const instance = await instantiate(...args)
  memories.push(instance.exports.memory)
  return instance
}
const { load } = await import(pathToFileURL(`${folder}${by}/first-node.js`))
const core = await load()
const size = () => memories.filter(Boolean).reduce((sum, { buffer }) => sum + buffer.byteLength, 0)
const { edition } = core.about().packs.find(({ id }) => id.startsWith('governance'))
const weights = [
  { code: 'C1', weight: '5' },
  { code: 'C2', weight: '3' },
]
const pack = { guide: 'governance', extends: edition, schemes: [{ id: 'default-2026-1', weights }] }

async function once() {
  const own = await core.withPacks([pack])
  own.scoreGovernance({ assessment: { units: {} } })
  own.close?.()
}

await once()
const before = size()
for (let round = 0; round < 1000; round++) await once()
console.log(JSON.stringify({ once: before, more: size() - before }))
