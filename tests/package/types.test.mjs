// What a strict TypeScript project accepts and what it refuses. The wrong uses stand in the consumer itself, each under a
// @ts-expect-error, which is an error of its own where nothing is wrong.
import assert from 'node:assert/strict'
import { cpSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import ts from 'typescript'
import { functionsOf } from '../../pkg-config/assemble/functions.mjs'
import { installed, project } from './installed.mjs'
import { typeErrors } from './typescript.mjs'

suite('a strict TypeScript consumer', () => {
  const file = join(project, 'consumer.mts')
  cpSync(new URL('consumer.mts', import.meta.url), file)

  test('compiles with the resolution of Node', () => {
    check(file, { module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext })
  })

  test('compiles with the resolution of bundlers', () => {
    check(file, { moduleResolution: ts.ModuleResolutionKind.Bundler })
  })

  test('compiles as CommonJS with the resolution of Node', () => {
    const commonjs = join(project, 'consumer.cts')
    cpSync(new URL('consumer-commonjs.cts', import.meta.url), commonjs)
    check(commonjs, { module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16 })
  })

  test('compiles in a mini-program', () => {
    const miniprogram = join(project, 'miniprogram.cts')
    cpSync(new URL('consumer-miniprogram.cts', import.meta.url), miniprogram)
    for (const part of ['review', 'documents']) {
      const folder = join(project, `${part}/quality-selfcheck`)
      cpSync(join(installed, `miniprogram_${part}_dist`), folder, { recursive: true })
    }
    check(miniprogram, {
      module: ts.ModuleKind.CommonJS,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      target: ts.ScriptTarget.ES2018,
      lib: ['lib.es2018.d.ts'],
      // The line of the guide for mini-programs.
      customConditions: ['miniprogram'],
    })
  })
})

test('the declarations say in words what each function is for', () => {
  const functions = functionsOf(JSON.parse(readFileSync(join(installed, 'schema.json'), 'utf8')))
  for (const [name, { description }] of Object.entries(functions))
    assert.ok(description?.trim(), `${name} has no description`)
})

test('each function has an example, and says what it refuses', () => {
  const functions = functionsOf(JSON.parse(readFileSync(join(installed, 'schema.json'), 'utf8')))
  const types = readFileSync(join(installed, 'types.d.ts'), 'utf8')
  for (const [name, { errors }] of Object.entries(functions)) {
    const comment = types
      .slice(0, types.indexOf(`\n  ${name}(args`))
      .split('/**')
      .at(-1)
    assert.match(comment, /@example\n/, name)
    if (name !== 'openCase')
      for (const code of Object.keys(errors)) assert.ok(comment.includes(`@throws \`${code}\``), `${name}: ${code}`)
  }
})

test('the declarations are written for readers of TypeScript: no names and links of Rust are in their words', () => {
  for (const file of readdirSync(installed, { recursive: true }).filter((name) => name.endsWith('.d.ts'))) {
    const words = readFileSync(join(installed, file), 'utf8')
    assert.doesNotMatch(words, /::|\[`/, file)
  }
})

function check(file, options) {
  assert.equal(typeErrors([file], options), '')
}
