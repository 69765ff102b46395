import { bind, once } from './api.js'
import { instantiate } from './host.js'

// Apart from the host, so that no bundler carries the content along for a program that reads none.
const CONTENT = new URL('./quality_selfcheck_content.wasm', import.meta.url)

/** The programs that read content read the same: whoever comes first asks for it. */
let content

/**
 * Makes the `load` of a program that reads content; `imports` and `program` as for one that reads none, `opener` as `bind`
 * takes it.
 */
export function loader(imports, program, opener) {
  const [glue] = Object.values(imports)
  const start = async ({ wasm = program, content: from = CONTENT }) => {
    content ??= instantiate(from, imports)
    const asked = content
    try {
      return bind(glue, ...(await Promise.all([instantiate(wasm, imports), asked])), opener)
    } catch (error) {
      // Nobody knows which of the two is to blame: the next call asks for both.
      if (content === asked) content = undefined
      throw error
    }
  }
  return once(start)
}
