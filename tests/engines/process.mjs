// A program that runs beside the tests: what it says first is waited for, and it does not outlive them.

/** Waits until the program says what matches; refuses where it ends before. */
export function said(program, stream, pattern) {
  process.once('exit', () => program.kill())
  return new Promise((resolve, reject) => {
    let output = ''
    stream.setEncoding('utf8').on('data', (chunk) => {
      output += chunk
      const match = output.match(pattern)
      if (match) resolve(match)
    })
    program.once('error', reject)
    program.once('exit', (code) => reject(new Error(`${program.spawnfile} ended with ${code}: ${output}`)))
  })
}

export function ended(program) {
  if (program.exitCode !== null || program.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    program.once('exit', resolve)
    program.kill()
  })
}
