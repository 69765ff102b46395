import { tape } from './arguments.js'
import { refusal } from './refusal.js'

/** The packs of this version: what every program reads that is told nothing else. */
export const OURS = { in: () => 0 }

/**
 * Packs of one's own. A program opens them when it is first asked something by them, so whatever is loaded later has them
 * too; `first` at once, so that what is wrong with them is said at once. `own` is what the API bound to them has besides.
 */
export function ownPacks(list, first) {
  // As they are now, whatever becomes of the objects.
  const written = tape(list).map((part) => part.slice())
  // The program that reads no content has no packs either.
  const open = ({ glue, read }) => (glue.open ? read(glue.open(...written)) : [0])
  const [number, findings] = open(first)
  /** The number of these packs in each program that has opened them; none at all once they are closed. */
  let numbers = new Map([[first, number]])
  return {
    in(program) {
      if (!numbers) throw refusal('case-closed', '内容包已经关闭，请用 withPacks 重新打开')
      if (!numbers.has(program)) numbers.set(program, open(program)[0])
      return numbers.get(program)
    },
    own: {
      /** What should be looked at in them, though they can be used. */
      findings,
      /** Frees them in every program. */
      close() {
        numbers?.forEach((number, { glue }) => {
          if (number > 0) glue.close(number)
        })
        numbers = undefined
      },
    },
  }
}
