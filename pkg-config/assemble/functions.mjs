// What schema.json says of each function, by its name.

/** The description, the part of the package it belongs to, the schemas of parameters and result, and when it refuses, by code. */
export function functionsOf({ properties }) {
  const each = Object.entries(properties).map(([name, { $comment: part, description, properties }]) => {
    const { parameters, result, error } = properties
    const own = error.properties.code.anyOf.filter((code) => code.const)
    const errors = Object.fromEntries(own.map((code) => [code.const, code.description]))
    return [name, { part, description, parameters, result, errors }]
  })
  return Object.fromEntries(each)
}
