// LibreOffice at work, without a window and without the settings of whoever runs the tests.
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { findOffice } from '../../pkg-config/commands/office.mjs'

const execute = promisify(execFile)
/** Only so that a LibreOffice that waits for somebody does not hold up everything. */
const LIMIT_MS = 600_000

/** A folder that is gone with the process. */
export function temporaryFolder(name) {
  const folder = mkdtempSync(join(tmpdir(), `quality-selfcheck-${name}-`))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Converts files in one go and returns what LibreOffice says of it. The filter is that of --convert-to. */
export function convert(files, filter, folder) {
  return soffice(profile(), ['--convert-to', filter, '--outdir', folder, ...files])
}

/**
 * Runs the `Main` of a Basic module, which finds its plan and the place for its answers in QS_PLAN and QS_ANSWERS. Returns
 * the answers, a list of parts for each.
 */
export async function runBasic(module, plan) {
  const folder = profile()
  const library = join(folder, 'user/basic/Standard')
  mkdirSync(library, { recursive: true })
  for (const kind of ['script', 'dialog']) writeFileSync(join(folder, `user/basic/${kind}.xlc`), LIBRARIES)
  writeFileSync(join(library, 'script.xlb'), libraryOf('<library:element library:name="Module1"/>'))
  writeFileSync(join(library, 'dialog.xlb'), libraryOf(''))
  writeFileSync(join(library, 'Module1.xba'), moduleOf(readFileSync(module, 'utf8')))
  const [QS_PLAN, QS_ANSWERS] = [join(folder, 'plan.txt'), join(folder, 'answers.txt')]
  writeFileSync(QS_PLAN, plan.map((line) => `${line.join('\t')}\n`).join(''))
  await soffice(folder, ['macro:///Standard.Module1.Main'], { QS_PLAN, QS_ANSWERS })
  const answers = readFileSync(QS_ANSWERS, 'utf8').trimEnd().split(/\r?\n/)
  return answers.map((line) => line.split('\t'))
}

async function soffice(folder, args, env = {}) {
  const own = `-env:UserInstallation=${pathToFileURL(folder)}`
  const options = { env: { ...process.env, ...env }, timeout: LIMIT_MS, maxBuffer: 2 ** 26 }
  const { stdout } = await execute(findOffice(), [own, '--headless', '--norestore', ...args], options)
  return stdout
}

/** A profile of its own for each run, so that several can go on at once; with Chinese settings, as our users have them. */
function profile() {
  const folder = temporaryFolder('office-profile')
  mkdirSync(join(folder, 'user'))
  const setting = (path, name, value) =>
    `<item oor:path="/org.openoffice.Setup/${path}"><prop oor:name="${name}" oor:op="fuse"><value>${value}</value></prop></item>`
  writeFileSync(
    join(folder, 'user/registrymodifications.xcu'),
    `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
${setting('L10N', 'ooSetupSystemLocale', 'zh-CN')}
${setting('Office', 'ooSetupInstCompleted', true) /* A first start would write an empty Basic module over ours. */}
</oor:items>
`,
  )
  return folder
}

function libraryOf(elements) {
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false">${elements}</library:library>
`
}

function moduleOf(code) {
  const escaped = code.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">${escaped}</script:module>
`
}

const LIBRARIES = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">
<library:libraries xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink">
<library:library library:name="Standard" library:link="false"/></library:libraries>
`
