import { isRefusal, refusal } from './refusal.js'

/** Whether something is a refused call, of whatever copy of the package; also one that has become a plain object. */
export const isQualitySelfcheckError = isRefusal

/** An error as a plain object: what is sent from thread to thread loses the name, the code and the path of an `Error`. */
export function plainError({ name, code, path, message }) {
  return { name, code, path, message }
}

/** The error again. */
export function reviveError({ name, code, path, message }) {
  return isRefusal({ name }) ? refusal(code, message, path) : Object.assign(new Error(message), { name })
}
