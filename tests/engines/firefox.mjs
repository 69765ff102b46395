// Firefox, driven by WebDriver BiDi: JSON over one WebSocket, which Firefox offers by itself.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WebSocket } from 'ws'
import { ended, said } from './process.mjs'

export async function startFirefox(program) {
  const profile = mkdtempSync(join(tmpdir(), 'quality-selfcheck-firefox-'))
  const options = ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0']
  const browser = spawn(program, options, { stdio: ['ignore', 'ignore', 'pipe'] })
  const close = async () => {
    await ended(browser)
    rmSync(profile, { recursive: true, force: true })
  }
  try {
    const [, address] = await said(browser, browser.stderr, /WebDriver BiDi listening on (ws:\S+)/)
    const send = await connected(`${address}/session`)
    const { capabilities } = await send('session.new', { capabilities: {} })
    const { contexts } = await send('browsingContext.getTree', {})
    const [{ context }] = contexts
    const ask = async (address, expression) => {
      await send('browsingContext.navigate', { context, url: address, wait: 'complete' })
      const asked = { expression, target: { context }, awaitPromise: true }
      const { result, exceptionDetails } = await send('script.evaluate', asked)
      if (exceptionDetails) throw new Error(exceptionDetails.text)
      return result.value
    }
    return { version: capabilities.browserVersion, ask, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Sends commands, each answered by a message with its number. */
async function connected(address) {
  const socket = new WebSocket(address)
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  const waiting = []
  socket.on('message', (message) => {
    const { id, type, result, message: said } = JSON.parse(message)
    if (type === 'success') waiting[id].resolve(result)
    if (type === 'error') waiting[id].reject(new Error(said))
  })
  socket.on('close', () => {
    for (const { reject } of waiting) reject(new Error('Firefox has ended'))
  })
  return (method, params) =>
    new Promise((resolve, reject) => {
      const id = waiting.push({ resolve, reject }) - 1
      socket.send(JSON.stringify({ id, method, params }))
    })
}
