import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const IN_NODE = fileURLToPath(new URL('in-node.mjs', import.meta.url))

/** Each task in a process of its own. */
export async function openNode(folder) {
  return {
    title: `Node ${process.versions.node}, V8 ${process.versions.v8}`,
    pace: { count: 31, warmUpMs: 200, batchMs: 5 },
    starts: 15,
    programs: ['measure', 'start', 'members', 'registers'],
    run: async (program, task) =>
      JSON.parse(
        execFileSync(process.execPath, [IN_NODE, folder, program, JSON.stringify(task)], { encoding: 'utf8' }),
      ),
    close: async () => {},
  }
}
