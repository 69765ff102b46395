import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { cases, runCase } from '../cases.mjs'
import { loadInstalled } from './installed.mjs'

const api = await loadInstalled()

suite('vectors, through the packed package in Node', () => {
  for (const vector of cases) {
    test(`${vector.file}: ${vector.name}`, () => runCase({ api, JSON }, vector))
  }

  test('there are vectors', () => assert.ok(cases.length > 0))
})
