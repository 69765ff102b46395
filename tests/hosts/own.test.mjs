import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { root } from '../package/installed.mjs'
import { answersIn } from './answers.mjs'
import { OTHERS } from './others.mjs'
import { OWN } from './own.mjs'

answersIn(OWN)

test('docs/hosts.md lists all hosts', () => {
  const rows = Object.entries({ ...OWN, ...OTHERS }).map(
    ([name, { entry, told }]) => `| ${name} | ${entry} | ${told ?? '–'} | answers |`,
  )
  const listed = readFileSync(`${root}docs/hosts.md`, 'utf8')
    .split('\n')
    .filter((line) => line.endsWith('| answers |'))
  assert.deepEqual(listed, rows)
})
