// The published schema of the application, in the words of another library, so that all check the same.

/**
 * Spells the schema in the words of a library. Keys may be left out and unknown ones are refused, as the core does; what
 * the form cannot do without must be filled in.
 */
export function spell({ $ref, $defs }, form, words) {
  const needed = new Set(
    form.groups.flatMap(({ key, fields }) =>
      fields.filter(({ need }) => need === 'required').map((field) => `${key}.${field.key}`),
    ),
  )
  const named = (schema) => (schema.$ref ? $defs[schema.$ref.split('/').pop()] : schema)
  const kind = (schema, place) => {
    const kinds = [schema.type].flat().filter((type) => type !== 'null')
    const spelt = kinds.map((type) => {
      if (type === 'object') return words.object(fields(schema, place))
      if (type === 'array') return words.array(kind(named(schema.items), place))
      return words[type]()
    })
    return spelt.length === 1 ? spelt[0] : words.either(spelt)
  }
  const field = (schema, place) => {
    if (needed.has(place)) return words.filled(kind(schema, place), schema.type)
    return words.optional(
      [schema.type].flat().includes('null') ? words.nullable(kind(schema, place)) : kind(schema, place),
    )
  }
  const fields = ({ properties }, place) =>
    Object.fromEntries(
      Object.entries(properties).map(([key, schema]) => [key, field(named(schema), place ? `${place}.${key}` : key)]),
    )
  return kind(named({ $ref }), '')
}
