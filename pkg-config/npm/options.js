import { refusal } from './refusal.js'

/** The options that stand for a file each. */
export const FILES = ['wasm', 'reviewWasm', 'documentsWasm', 'content']

/** Refuses options that there are not: a misspelt one would be left out without a word. */
export function checkOptions(options, names) {
  if (Object(options) !== options) throw refusal('wrong-type', 'load 的选项要写成一个对象')
  for (const key of Object.keys(options)) {
    checkName(key, names, 'unknown-key', `/${key.replace(/~/g, '~0').replace(/\//g, '~1')}`)
  }
}

/** Refuses what is none of these names. */
export function checkName(name, names, code, path) {
  if (!names.includes(name)) throw refusal(code, `没有“${name}”，可用的是：${names.join('、')}`, path)
}
