import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { findProgram, installFromDebian } from '../../../pkg-config/commands/programs.mjs'

const IN_JSC = fileURLToPath(new URL('in-jsc.js', import.meta.url))
const PACKAGE = 'libjavascriptcoregtk-4.0-bin'
const PLACES = {
  darwin: ['/System/Library/Frameworks/JavaScriptCore.framework/Versions/Current/Helpers/jsc'],
}

/** JavaScriptCore without its compilers, as mini-programs have it on an iPhone. Each task in a process of its own. */
export async function openJsc(folder) {
  const shell = await ensureJsc()
  if (!shell) return undefined
  return {
    title: 'JavaScriptCore without JIT, as a mini-program on an iPhone',
    pace: { count: 11, warmUpMs: 0, batchMs: 5 },
    starts: 7,
    programs: ['measure', 'start'],
    run: async (program, task) => {
      const args = ['--useJIT=false', '-m', IN_JSC, '--', folder, program, JSON.stringify(task)]
      const output = execFileSync(shell, args, { encoding: 'utf8' })
      try {
        return JSON.parse(output)
      } catch {
        throw new Error(`jsc: ${output}`)
      }
    },
    close: async () => {},
  }
}

/** The shell named by QS_JSC, or the machine's own; undefined where there is none. */
function findJsc() {
  return process.env.QS_JSC || findProgram(['jsc'], PLACES[process.platform])
}

/** The same, then Debian's. Undefined where none can be had. */
async function ensureJsc() {
  if (!findJsc()) await installFromDebian([PACKAGE])
  return findJsc()
}
