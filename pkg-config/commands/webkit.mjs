// Finds WebKitGTK – its small browser, what drives that, and a screen without a monitor – or installs Debian's.
import { findProgram, installFromDebian } from './programs.mjs'

// No system has the browser on its PATH: it is there to try the engine out.
const FOLDERS = { x64: ['/usr/lib/x86_64-linux-gnu'], arm64: ['/usr/lib/aarch64-linux-gnu'] }[process.arch] ?? []
const PLACES = ['/usr/libexec', '/usr/lib', ...FOLDERS].flatMap((folder) =>
  ['webkit2gtk-4.1', 'webkitgtk-6.0'].map((engine) => `${folder}/${engine}/MiniBrowser`),
)

/** The MiniBrowser named by QS_WEBKIT, or the machine's own; undefined where there is none, or nothing to run it with. */
export function findWebKit() {
  if (['WebKitWebDriver', 'Xvfb'].some((name) => !findProgram([name]))) return undefined
  return process.env.QS_WEBKIT || findProgram([], PLACES)
}

/** The same, then Debian's. Undefined where none can be had. */
export async function ensureWebKit() {
  const found = findWebKit()
  if (found) return found
  await installFromDebian(['webkit2gtk-driver', 'xvfb'])
  return findWebKit()
}
