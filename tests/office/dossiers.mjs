// The cases whose reports are opened: the samples, such as say nothing, and such as say what a program could take for
// something else.
import { readFileSync } from 'node:fs'
import { root } from '../../pkg-config/assemble/paths.mjs'

const kinds = ['enterprise', 'association']

export function sample(kind) {
  return JSON.parse(readFileSync(`${root}www/web/src/samples/${kind}.json`, 'utf8'))
}

/** All of them, by name. */
export function dossiers() {
  return Object.fromEntries(
    kinds.flatMap((kind) => [
      [kind, sample(kind)],
      [`empty-${kind}`, { format: 'quality-selfcheck', version: '3.0', kind, id: 'e', title: '' }],
      [`hostile-${kind}`, hostile(sample(kind))],
    ]),
  )
}

const TEXTS = [
  '</w:t></w:p></table><script>alert(1)</script> ]]> &amp; <!--',
  '=HYPERLINK("http://example.com","x")',
  '+1',
  '-1+1',
  "-1+1|' /C calc'!A0",
  '@SUM(A1)',
  '=1+1',
  '＝1+1',
  '\t=1+1',
  '👨‍👩‍👧 😀',
  '𠮷野家 𝄞',
  'مرحبا שלום \u202etxt.exe\u202c',
  '\u0000\u0001\u001b[1m\u007f控制',
  '"引号", \'撇号\'; 逗号，\n第二行\n\n第四行',
  '_x0041_ _x005F_ {row} &P &D',
  '  前后  空格  ',
  'a\u00adb\u200bc\u2028d',
  '0012',
  '1E5',
  '2026-03-12',
]
const LONG = ['长'.repeat(10_000), 'W'.repeat(10_000), '一句话，两句话。'.repeat(1_250)]

/** A case with hostile texts wherever somebody may write what he likes. Some are as long as a page and more. */
function hostile(dossier) {
  let count = 0
  const poisoned = (value, key) => {
    if (Array.isArray(value)) return value.map((item) => poisoned(item, key))
    if (value !== null && typeof value === 'object') {
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, poisoned(item, key)]))
    }
    if (typeof value !== 'string' || !isFree(value, key)) return value
    count += 1
    return count % 50 === 0 ? LONG[(count / 50) % LONG.length] : TEXTS[count % TEXTS.length]
  }
  const { results, sha256, content, snapshots, ...facts } = dossier
  return { ...poisoned(facts, ''), content, snapshots }
}

/** Codes and dates are ASCII. Reasons and kinds are looked at by the core. */
function isFree(text, key) {
  return /\p{Script=Han}/u.test(text) && !['notApplicable', 'reason', 'kind', 'role'].includes(key)
}
