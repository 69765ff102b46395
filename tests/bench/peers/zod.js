import * as z from 'zod'
import { spell } from './shape.js'

const WORDS = {
  ...{ object: z.strictObject, array: z.array, string: z.string, number: z.number, boolean: z.boolean },
  ...{ either: z.union, nullable: z.nullable, optional: z.optional },
  filled: (kind, type) => (type === 'boolean' ? z.literal(true) : kind.min(1)),
}

export function make({ shape, form, application }) {
  const schema = spell(shape, form, WORDS)
  return () => schema.safeParse(application).success
}
