// Finds a Chrome or Chromium, or installs one.
import { existsSync } from 'node:fs'
import { belowProgramFiles, findProgram, installFromDebian } from './programs.mjs'
import { run } from './run.mjs'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge']
const PLACES = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: belowProgramFiles('Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'),
}

/** The browser named by QS_CHROMIUM, or the machine's own; undefined where there is none. */
export function findBrowser() {
  return process.env.QS_CHROMIUM || findProgram(NAMES, PLACES[process.platform])
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
  // The fonts too: without them every Chinese character is an empty box.
  await installFromDebian(['chromium', 'fonts-noto-cjk'])
  return findBrowser()
}
