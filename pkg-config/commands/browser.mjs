// Finds a Chrome or Chromium, or installs one.
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { run } from './run.mjs'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge']
const PLACES = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
    .filter((name) => process.env[name])
    .flatMap((name) => [
      join(process.env[name], 'Google\\Chrome\\Application\\chrome.exe'),
      join(process.env[name], 'Microsoft\\Edge\\Application\\msedge.exe'),
    ]),
}

/** The browser named by QS_CHROMIUM, or the machine's own; undefined where there is none. */
export function findBrowser() {
  if (process.env.QS_CHROMIUM) return process.env.QS_CHROMIUM
  const onPath = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)))
  return [...onPath, ...(PLACES[process.platform] ?? [])].find(isExecutable)
}

/** The same, then Playwright's own browser, downloaded if need be, then Debian's. Undefined where none can be had. */
export async function ensureBrowser() {
  return findBrowser() ?? (await playwrightsOwn()) ?? (await debiansOwn())
}

async function playwrightsOwn() {
  const { chromium } = await import('@playwright/test')
  if (!existsSync(chromium.executablePath())) {
    console.log('      No Chrome or Chromium found: downloading the Chromium of Playwright')
    await run(process.execPath, ['node_modules/@playwright/test/cli.js', 'install', 'chromium'], { limitSeconds: 300 })
  }
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : undefined
}

async function debiansOwn() {
  if (!existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) return undefined
  // The fonts too: without them every Chinese character is an empty box.
  const packages = ['chromium', 'fonts-noto-cjk']
  console.log(`      Installing with apt-get: ${packages.join(', ')}`)
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  await run('apt-get', ['update'], { env })
  await run('apt-get', ['install', '-y', '--no-install-recommends', ...packages], { env })
  return findBrowser()
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
