// Finds a Firefox, or installs Debian's.
import { belowProgramFiles, findProgram, installFromDebian } from './programs.mjs'

const PLACES = {
  darwin: ['/Applications/Firefox.app/Contents/MacOS/firefox'],
  win32: belowProgramFiles('Mozilla Firefox\\firefox.exe'),
}

/** The Firefox named by QS_FIREFOX, or the machine's own; undefined where there is none. */
export function findFirefox() {
  return process.env.QS_FIREFOX || findProgram(['firefox-esr', 'firefox'], PLACES[process.platform])
}

/** The same, then Debian's. Undefined where none can be had. */
export async function ensureFirefox() {
  const found = findFirefox()
  if (found) return found
  await installFromDebian(['firefox-esr'])
  return findFirefox()
}
