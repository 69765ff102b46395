// Runs another program with its output visible all the time.
import { spawn } from 'node:child_process'
import { root } from '../assemble/paths.mjs'

const SILENCE_MS = 5_000

/** Runs to the end and returns { ok, output }. A program that says nothing for a while is said to be still at work. */
export function run(command, args, { env = {}, cwd = root, limitSeconds = 1800 } = {}) {
  return new Promise((resolve) => {
    const started = Date.now()
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...ownEnvironment(), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      // npm is a batch file on Windows.
      shell: process.platform === 'win32' && command === 'npm',
    })
    let output = ''
    let lastWord = Date.now()
    const show = (stream) => (chunk) => {
      output += chunk
      lastWord = Date.now()
      stream.write(chunk)
    }
    child.stdout.setEncoding('utf8').on('data', show(process.stdout))
    child.stderr.setEncoding('utf8').on('data', show(process.stderr))

    const heartbeat = setInterval(() => {
      if (Date.now() - lastWord < SILENCE_MS) return
      lastWord = Date.now()
      console.log(`      … ${command} has been at work for ${seconds(started)}`)
    }, 1_000)
    const limit = setTimeout(() => {
      console.error(`      ${command} did not end within ${limitSeconds} s and is stopped.`)
      child.kill()
    }, limitSeconds * 1_000)
    const end = (ok, message = '') => {
      clearInterval(heartbeat)
      clearTimeout(limit)
      if (message) console.error(message)
      resolve({ ok, output: output + message })
    }
    child.on('error', (error) => end(false, `Cannot start ${command}: ${error.message}`))
    child.on('close', (code) => end(code === 0))
  })
}

export function seconds(started) {
  return `${((Date.now() - started) / 1000).toFixed(1)} s`
}

/** All output goes to target/, and no flags of the machine's owner change what is built and tested. */
function ownEnvironment() {
  const colour = process.stdout.isTTY
    ? { CARGO_TERM_COLOR: 'always', FORCE_COLOR: '1' }
    : { CARGO_TERM_COLOR: 'never', NO_COLOR: '1' }
  return { ...colour, CARGO_TARGET_DIR: `${root}target`, RUSTFLAGS: undefined, CARGO_ENCODED_RUSTFLAGS: undefined }
}
