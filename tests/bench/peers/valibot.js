import * as v from 'valibot'
import { spell } from './shape.js'

const WORDS = {
  ...{ object: v.strictObject, array: v.array, string: v.string, number: v.number, boolean: v.boolean },
  ...{ either: v.union, nullable: v.nullable, optional: v.optional },
  filled: (kind, type) => (type === 'boolean' ? v.literal(true) : v.pipe(kind, v.minLength(1))),
}

export function make({ shape, form, application }) {
  const schema = spell(shape, form, WORDS)
  return () => v.safeParse(schema, application).success
}
