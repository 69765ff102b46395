// Node's side of the bench: runs one of its programs in a process of its own. Arguments: folder, program, task.
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

const [folder, program, task] = process.argv.slice(2)
const bring = (file) => import(pathToFileURL(`${folder}${file}`))
const host = {
  load: async (by) => (await bring(`${by}/all-node.js`)).load(),
  loadFirst: async (by) => (await bring(`${by}/first-node.js`)).load(),
  bring: (peer) => bring(`peers/${peer}.js`),
  given: JSON.parse(readFileSync(`${folder}given.json`, 'utf8')),
  now: () => performance.now(),
}
const { run } = await bring(`${program}.js`)
console.log(JSON.stringify(await run(JSON.parse(task), host)))
