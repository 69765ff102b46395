/** A content file as another version of the package would bring it: the content begins with another id. */
export function ofAnotherVersion(file) {
  const { memory } = new WebAssembly.Instance(new WebAssembly.Module(file)).exports
  const other = Buffer.from(file)
  other[file.indexOf(Buffer.from(memory.buffer, 0, 16))] ^= 1
  return other
}

/** A program as another version of the package would bring it: it imports its glue under another name. */
export function ofAnotherRelease(file) {
  const text = file.toString('latin1')
  return Buffer.from(
    text.replaceAll(/(quality-selfcheck@)\d/g, (_, name) => `${name}9`),
    'latin1',
  )
}
