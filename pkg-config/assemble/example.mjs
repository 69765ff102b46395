// The example of a function, for the reference and the types: a vector, as short as it has to be.
import { cases } from '../../tests/cases.mjs'

/** How many items of a list stay where it is cut short. */
const SHORTENED = [8, 3, 2, 1]
/** How wide a line may be before its object is written over several. */
const WIDTH = 110

/** The vector that was written for the reference, else the only one there is. */
export function exampleOf(name) {
  const own = cases.filter((vector) => vector.function === name && vector.arguments && vector.expect)
  return own.find(({ file }) => file === 'examples.json') ?? own[0]
}

/** A value as JSON whose lists are cut, visibly, until it is short enough. */
export function fitted(value, lines) {
  const whole = text(value)
  if (whole.split('\n').length <= lines) return { text: whole, isWhole: true }
  const cut = SHORTENED.map((items) => text(value, items))
  return { text: cut.find((shown) => shown.split('\n').length <= lines) ?? cut.at(-1), isWhole: false }
}

/** JSON, an object or a list on one line where it fits. Of a list longer than `items` the first ones, and how many more. */
function text(value, items = Number.POSITIVE_INFINITY, indent = '') {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const isList = Array.isArray(value)
  const entries = isList
    ? value.slice(0, items).map((item) => ['', item])
    : Object.entries(value).map(([key, item]) => [`${JSON.stringify(key)}: `, item])
  const more = isList && value.length > items ? `/* and ${value.length - items} more */` : ''
  const [open, close] = isList ? ['[', ']'] : ['{', '}']
  const write = (inner) => entries.map(([key, item]) => key + text(item, items, inner))
  const inline = [...write(indent)]
  const pad = isList ? '' : ' '
  const line =
    inline.length > 0 || more ? `${open}${pad}${inline.join(', ')}${more && ` ${more}`}${pad}${close}` : open + close
  if (!line.includes('\n') && indent.length + width(line) <= WIDTH) return line
  const inner = `${indent}  `
  const lines = write(inner).map((item, index, all) => `${inner}${item}${index < all.length - 1 ? ',' : ''}`)
  return [open, ...lines, ...(more ? [`${inner}${more}`] : []), `${indent}${close}`].join('\n')
}

/** A Chinese character is as wide as two others. */
function width(line) {
  return [...line].reduce((sum, char) => sum + (char > '\u2e7f' ? 2 : 1), 0)
}
