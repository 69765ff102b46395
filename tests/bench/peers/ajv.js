import { Ajv2020 } from 'ajv/dist/2020.js'

/** The shape alone: JSON Schema knows no form, and so not what it asks for. */
export function make({ shape, application }) {
  // Formats of numbers are notes for other languages.
  const validate = new Ajv2020({ allErrors: true, strictTypes: false, validateFormats: false }).compile(shape)
  return () => validate(application)
}
