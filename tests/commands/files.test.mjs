import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { test } from 'node:test'
import { root } from '../../pkg-config/assemble/paths.mjs'

test('no file is so large that nobody reads it', () => {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root })
  const files = listed.toString().split('\0').slice(0, -1)
  assert.ok(files.length > 300)
  const size = (file) => statSync(root + file, { throwIfNoEntry: false })?.size ?? 0
  assert.deepEqual(
    files.filter((file) => size(file) > 2 ** 20),
    [],
  )
})
