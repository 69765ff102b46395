// WebKitGTK's MiniBrowser, driven by plain WebDriver: JSON over HTTP. It needs a screen, here one without a monitor.
import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { ended, said } from './process.mjs'

export async function startWebKit(program) {
  const screen = spawn('Xvfb', ['-displayfd', '1', '-nolisten', 'tcp'], { stdio: ['ignore', 'pipe', 'ignore'] })
  const [display] = await said(screen, screen.stdout, /\d+/)
  const port = await freePort()
  const env = { ...process.env, DISPLAY: `:${display}` }
  const driver = spawn('WebKitWebDriver', [`--port=${port}`], { env, stdio: 'ignore' })
  const close = async () => {
    await ended(driver)
    await ended(screen)
  }
  const send = sender(`http://127.0.0.1:${port}`)
  try {
    const browser = { binary: program, args: ['--automation'] }
    const wanted = { browserName: 'MiniBrowser', 'webkitgtk:browserOptions': browser, timeouts: { script: 120_000 } }
    const { sessionId, capabilities } = await send('POST', '/session', { capabilities: { alwaysMatch: wanted } })
    const session = `/session/${sessionId}`
    const ask = async (address, expression) => {
      await send('POST', `${session}/url`, { url: address })
      // Where the page comes from another place than the one before it, the driver does not wait until it is loaded.
      const script = `
        const [answer] = arguments
        const ask = () => (${expression}).then(answer, ({ message }) => answer({ message }))
        if (document.readyState === 'complete') ask()
        else addEventListener('load', ask)`
      const answer = await send('POST', `${session}/execute/async`, { script, args: [] })
      if (answer?.message) throw new Error(answer.message)
      return answer
    }
    const leave = () => send('DELETE', session).finally(close)
    return { version: capabilities.browserVersion, ask, close: leave }
  } catch (error) {
    await close()
    throw error
  }
}

function sender(address) {
  return async (method, path, body) => {
    const request = { method, body: body && JSON.stringify(body) }
    const { value } = await (await patient(() => fetch(address + path, request))).json()
    if (value?.error) throw new Error(`${value.error}: ${value.message}`)
    return value
  }
}

/** The driver does not say when it listens: until it does, nobody is there. */
async function patient(work, times = 100) {
  try {
    return await work()
  } catch (error) {
    if (times === 0 || error.cause?.code !== 'ECONNREFUSED') throw error
    await new Promise((resolve) => setTimeout(resolve, 50))
    return patient(work, times - 1)
  }
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}
