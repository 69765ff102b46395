// What every host is given to work on.
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { pack, root } from '../../pkg-config/assemble/paths.mjs'

/** The two samples of the page, the form and the table that the peers are built from, and the published schema. */
export async function prepareGiven() {
  const core = await (await import(pathToFileURL(`${pack}node.js`))).load()
  const texts = Object.fromEntries(
    ['enterprise', 'association'].map((guide) => [
      guide,
      readFileSync(`${root}www/web/src/samples/${guide}.json`, 'utf8'),
    ]),
  )
  const [enterprise, association] = Object.values(texts).map((text) => JSON.parse(text))
  const { assessment, scheme } = association.governance
  return {
    ...{ texts, enterprise, association, assessment },
    application: enterprise.application,
    facts: enterprise.facts,
    form: core.applicationForm(),
    indicators: core.governanceIndicators(),
    scheme: core.governanceSchemes().schemes.find(({ id }) => id === scheme),
    shape: shapeOf('Application'),
  }
}

/** One type of the published schema, with what it refers to. */
function shapeOf(type) {
  const { $defs } = JSON.parse(readFileSync(`${pack}schema.json`, 'utf8'))
  const used = {}
  const take = (name) => {
    if (used[name]) return
    used[name] = $defs[name]
    for (const [, other] of JSON.stringify($defs[name]).matchAll(/#\/\$defs\/(\w+)/g)) take(other)
  }
  take(type)
  return { $ref: `#/$defs/${type}`, $defs: used }
}
