import { Model } from 'survey-core'

/**
 * The form as a survey: its groups, its fields with their options, lengths and conditions. Where one field is changed again and
 * again, the survey holds the rest.
 */
export function make({ form, application, field }) {
  const survey = new Model({ elements: form.groups.map(group) })
  const data = Object.assign({}, ...form.groups.map((group) => answers(group, application)))
  survey.data = data
  let turn = 0
  return () => {
    if (field) survey.setValue(field.key, field.values[turn++ % field.values.length])
    else survey.data = data
    return survey.validate(false)
  }
}

function group({ key, name, repeated, fields }) {
  const elements = fields.map((field) => question(field, fields, repeated))
  if (!repeated) return { type: 'panel', name: `group-${key}`, title: name, elements }
  return { type: 'paneldynamic', name: key, title: name, templateElements: elements }
}

const TYPES = {
  ...{ choice: 'dropdown', choices: 'checkbox', text: 'text', 'long-text': 'comment', date: 'text', integer: 'text' },
  ...{ decimal: 'text', 'yes-no': 'boolean', declare: 'boolean', derived: 'expression', rows: 'matrixdynamic' },
  texts: 'matrixdynamic',
}
const INPUTS = { date: 'date', integer: 'number', decimal: 'number' }
const TEXTS = [{ name: 'text', cellType: 'text' }]

function question(field, siblings, isRepeated) {
  const { key, label, kind, options, need, maxLength, when } = field
  const type = TYPES[kind]
  return {
    ...{ type, name: key, title: label, isRequired: need === 'required' },
    ...(type === 'text' && { inputType: INPUTS[kind] ?? 'text' }),
    ...(options.length > 0 && { choices: options.map(({ code, label }) => ({ value: code, text: label })) }),
    ...(maxLength && { validators: [{ type: 'text', maxLength }] }),
    ...(type === 'matrixdynamic' && { columns: kind === 'texts' ? TEXTS : field.fields.map(column) }),
    ...(when && { visibleIf: condition(when, siblings, isRepeated) }),
  }
}

function column({ key, label, kind, options }) {
  return {
    ...{ name: key, title: label, cellType: TYPES[kind] },
    ...(options.length > 0 && { choices: options.map(({ code, label }) => ({ value: code, text: label })) }),
    ...(kind === 'date' && { inputType: 'date' }),
  }
}

function condition({ key, anyOf }, siblings, isRepeated) {
  const [name, cell] = key.split('.')
  const value = `{${isRepeated ? 'panel.' : ''}${name}${cell ? `[0].${cell}` : ''}}`
  const kind = siblings.find((field) => field.key === name).kind
  if (kind === 'yes-no' || kind === 'declare') return `${value} = true`
  if (anyOf.includes('filled')) return `${value} notempty`
  return `${value} anyof [${anyOf.map((code) => `'${code}'`)}]`
}

/** A survey knows no groups but repeated ones; it has no value where the core has null, and a list of texts is one of rows. */
function answers({ key, repeated, fields }, application) {
  const row = (given) =>
    Object.fromEntries(fields.filter(({ key }) => given[key] != null).map((field) => answer(field, given)))
  const given = application[key] ?? {}
  return repeated ? { [key]: (application[key] ?? []).map(row) } : row(given)
}

function answer({ key, kind }, given) {
  return [key, kind === 'texts' ? given[key].map((text) => ({ text })) : given[key]]
}
