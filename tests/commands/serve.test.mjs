import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { serve } from '../../pkg-config/commands/serve.mjs'

const outside = mkdtempSync(join(tmpdir(), 'quality-selfcheck-serve-'))
const folder = join(outside, 'page')
mkdirSync(join(folder, 'assets'), { recursive: true })
writeFileSync(join(outside, 'secret.txt'), 'secret')
writeFileSync(join(folder, 'index.html'), '<!doctype html>')
writeFileSync(join(folder, 'sw.js'), '')
writeFileSync(join(folder, 'assets/core-Dg9_unLd.wasm'), '')

const { address, close } = await serve(folder)
after(async () => {
  await close()
  rmSync(outside, { recursive: true })
})

test('the page may load only what is its own', async () => {
  const { headers, text } = await get('/')
  assert.equal(text, '<!doctype html>')
  assert.match(headers['content-type'], /^text\/html/)
  assert.match(headers['content-security-policy'], /^default-src 'none'; script-src 'self' 'wasm-unsafe-eval';/)
})

test('what carries its hash in its name is kept, everything else is asked for again', async () => {
  assert.equal((await get('/index.html')).headers['cache-control'], 'no-cache')
  assert.equal((await get('/sw.js')).headers['cache-control'], 'no-cache')
  const { headers } = await get('/assets/core-Dg9_unLd.wasm')
  assert.match(headers['cache-control'], /immutable/)
  assert.equal(headers['content-type'], 'application/wasm')
})

test('an unchanged file is not sent again', async () => {
  const { headers } = await get('/')
  assert.equal((await get('/', { 'If-None-Match': headers.etag })).status, 304)
})

test('nothing outside the folder can be reached', async () => {
  for (const path of ['/../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/assets', '/nothing', '/%']) {
    assert.equal((await get(path)).status, 404, path)
  }
})

/** Not fetch(), which tidies the path before it asks. */
function get(path, headers = {}) {
  const { hostname, port } = new URL(address)
  return new Promise((resolve, reject) => {
    request({ hostname, port, path, headers }, (response) => {
      let text = ''
      response.on('data', (chunk) => {
        text += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, text }))
    })
      .on('error', reject)
      .end()
  })
}
