import assert from 'node:assert/strict'
import { after, suite, test } from 'node:test'
import { ANSWER, closeBrowser } from './workshop.mjs'

/** Tries each host: wherever the package runs, it answers the same. */
export function answersIn(hosts) {
  suite('the package answers in', () => {
    after(closeBrowser)
    for (const [name, { run }] of Object.entries(hosts)) {
      test(name, async () => assert.equal(await run(name), ANSWER))
    }
  })
}
