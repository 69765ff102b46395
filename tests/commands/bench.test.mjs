import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rounds } from '../bench/rounds.js'
import { factor, quantile, timesTable } from '../bench/table.mjs'

/** A clock that moves only when a candidate works. */
function clock() {
  let time = 0
  const work = (milliseconds) => () => {
    time += milliseconds
  }
  return { now: () => time, work }
}

test('candidates take turns, and a short one is timed in lots', async () => {
  const { now, work } = clock()
  const order = []
  const named = (name, milliseconds) => ({
    run: () => {
      order.push(name)
      work(milliseconds)()
    },
  })
  const times = await rounds([named('long', 8), named('short', 2)], { now, count: 3, warmUpMs: 4, batchMs: 4 })
  assert.deepEqual(times, [
    [8, 8, 8],
    [2, 2, 2],
  ])
  const measured = ['long', 'short', 'short']
  assert.deepEqual(order.slice(-9), [...measured, ...measured, ...measured])
})

test('what answers with a promise is waited for', async () => {
  const { now, work } = clock()
  const run = () => Promise.resolve().then(work(3))
  assert.deepEqual(await rounds([{ run }], { now, count: 2, warmUpMs: 0, batchMs: 1 }), [[3, 3]])
})

test('ours is compared with everyone who does the same work, round by round', () => {
  const results = [
    { work: 'a', by: 'ours', times: [2, 4, 40] },
    { work: 'a', by: 'peer', times: [0.001, 0.002, 0.01] },
    { work: 'b', by: 'ours', times: [3] },
  ]
  const rows = timesTable(results, 'ours').split('\n').slice(2)
  assert.deepEqual(rows, [
    '| a | ours | 4.00 ms | 4.00 ms – 40.0 ms | 2.00 ms |  |  |',
    '|  | peer | 2.00 µs | 2.00 µs – 10.0 µs | 1.00 µs | 2000 × | 2000 × |',
    '| b | ours | 3.00 ms | 3.00 ms – 3.00 ms | 3.00 ms |  |  |',
  ])
})

test('a factor says how many times as long, or what part of it', () => {
  const texts = [102.4, 9.94, 0.97, 0.5, 0.015].map(factor)
  assert.deepEqual(texts, ['102 ×', '9.9 ×', '1.0 ×', '1/2.0', '1/67'])
  assert.equal(quantile([9, 1, 10], 0.5), 9)
})
