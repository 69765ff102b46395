const NAME = 'QualitySelfcheckError'

/** What is thrown outside of the core, in the shape that the core gives its own. `cause` is what a browser or Node has said. */
export function refusal(code, message, path = '', cause) {
  return Object.assign(new Error(message, cause && { cause }), { name: NAME, code, path })
}

export function mismatch(files, cause) {
  return refusal('version-mismatch', `${files}不是同一版本，或者换了位置，请刷新后重试`, '', cause)
}

export function isRefusal(error) {
  return error?.name === NAME
}
