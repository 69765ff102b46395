// Measures candidates in turn, round after round, so that whatever else the machine does falls on all of them alike.

/** What the last call answered: nothing that is measured may look unused. */
export let kept

/**
 * The time of one call, in milliseconds, for each candidate and round. A call too short for the clock is timed in lots of
 * `batchMs`; before that it runs for `warmUpMs`. `run` may answer with a promise.
 */
export async function rounds(candidates, { now, count, warmUpMs, batchMs }) {
  const lots = []
  for (const { run } of candidates) lots.push(await lot(run, { now, warmUpMs, batchMs }))
  const times = candidates.map(() => [])
  for (let round = 0; round < count; round++) {
    for (const [index, { calls, timed }] of lots.entries()) times[index].push((await timed(calls)) / calls)
  }
  return times
}

async function lot(run, { now, warmUpMs, batchMs }) {
  const isAsync = typeof run()?.then === 'function'
  const timed = isAsync ? asynchronous(run, now) : synchronous(run, now)
  let calls = 0
  let spent = 0
  do {
    spent += await timed(1)
    calls++
  } while (spent < warmUpMs)
  return { timed, calls: Math.max(1, Math.round((batchMs * calls) / spent)) }
}

/** Apart from the other kind: to wait for what is no promise would be measured too. */
function synchronous(run, now) {
  return (calls) => {
    const began = now()
    for (let call = 0; call < calls; call++) kept = run()
    return now() - began
  }
}

function asynchronous(run, now) {
  return async (calls) => {
    const began = now()
    for (let call = 0; call < calls; call++) kept = await run()
    return now() - began
  }
}
