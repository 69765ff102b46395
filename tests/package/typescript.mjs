// The TypeScript compiler as a strict project has it.
import ts from 'typescript'
import { project } from './installed.mjs'

const STRICT = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noEmit: true,
  skipLibCheck: false,
  module: ts.ModuleKind.ESNext,
  target: ts.ScriptTarget.ES2022,
  // No DOM and no Node: the declarations must stand by themselves.
  lib: ['lib.es2022.d.ts'],
  types: [],
}

/** What the compiler says of files of the project; nothing where nothing is wrong. */
export function typeErrors(files, options) {
  const program = ts.createProgram(files, { ...STRICT, ...options })
  const host = { getCanonicalFileName: (name) => name, getCurrentDirectory: () => project, getNewLine: () => '\n' }
  return ts.formatDiagnostics(ts.getPreEmitDiagnostics(program), host)
}
