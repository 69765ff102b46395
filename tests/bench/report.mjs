// Everything that is measured, put together as Markdown.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import os from 'node:os'
import { fileURLToPath } from 'node:url'
import { pack, root, target } from '../../pkg-config/assemble/paths.mjs'
import { commandsTable } from './commands.mjs'
import { openChromium } from './hosts/chromium.mjs'
import { openJsc } from './hosts/jsc.mjs'
import { openNode } from './hosts/node.mjs'
import { buildCounter, countInstructions, ensureValgrind } from './instructions.mjs'
import { WORK as MEMBERS } from './members.js'
import { WORK as REGISTERS } from './registers.js'
import { buildRevision, describeState, presentCommit } from './revision.mjs'
import { LOADED_PEERS, prepareSite } from './site.mjs'
import { factor, table, timesTable, whole } from './table.mjs'
import { WORKS } from './works.js'

const OURS = 'ours'
const IN_MEMORY = fileURLToPath(new URL('memory.mjs', import.meta.url))
const HOSTS = { Node: openNode, Chromium: openChromium, jsc: openJsc }
/** What an edit, an opened and a saved file cost. */
const COUNTED = WORKS.filter(({ args, function: name }) => args && !name.startsWith('export')).map(({ name }) => name)
/** Programs that are at work on many files or members: the name, and the work. */
const MANY = { members: MEMBERS, registers: REGISTERS }
/** What is measured of packs of one's own. */
const PACKS = '1,000 × withPacks and close'

/**
 * `only` are words that the host and the work of every row that is wanted hold; `commands` asks for what takes most of an
 * hour as well.
 */
export async function report({ against, only, commands }) {
  const isAsked = (host, work) => only.every((word) => `${host} ${work}`.toLowerCase().includes(word.toLowerCase()))
  const states = [{ name: OURS, commit: presentCommit(), pack, sizes: `${target}size.json` }]
  if (against) states.push(await buildRevision(against))
  const { folder, given } = await prepareSite(states)

  const loads = [loadAverage()]
  const sections = []
  for (const [host, open] of Object.entries(HOSTS)) {
    const works = asked((work) => isAsked(host, work))
    if (works.isEmpty) continue
    console.log(`measuring in ${host}`)
    const opened = await open(folder)
    if (!opened) sections.push(`## ${host}\n\nNot measured: it is not on this machine and cannot be installed.`)
    else sections.push(`## ${opened.title}\n\n${timesTable(await inHost(opened, works, states), OURS)}`)
  }
  loads.push(loadAverage())
  const counted = COUNTED.filter((work) => isAsked('instructions', work))
  if (counted.length > 0) sections.push(await instructions(counted, states, given))
  if (isAsked('memory', PACKS)) sections.push(memory(states, folder))
  if (isAsked('sizes', '')) sections.push(sizes(states))
  if (commands) sections.push(`## Commands\n\n${await commandsTable(states.map(({ commit }) => commit))}`)
  return [head(states, loads), ...sections].join('\n\n').concat('\n')
}

function asked(isAsked) {
  const measure = WORKS.filter(({ name }) => isAsked(name)).map(({ name }) => name)
  const start = WORKS.filter(({ name, first }) => first && isAsked(`start, ${name}`))
  const many = Object.keys(MANY).filter((program) => isAsked(MANY[program]))
  return { measure, start, many, isEmpty: measure.length + start.length + many.length === 0 }
}

async function inHost(host, { measure, start, many }, states) {
  const packages = states.map(({ name }) => name)
  try {
    const results = []
    if (start.length > 0) results.push(...(await starts(host, start, packages)))
    if (measure.length > 0) results.push(...(await host.run('measure', { packages, works: measure, pace: host.pace })))
    for (const program of many.filter((program) => host.programs.includes(program))) {
      results.push(...(await host.run(program, { packages })))
    }
    return results
  } finally {
    await host.close()
  }
}

/** First answers, each in a fresh process or page, all candidates in turn. */
async function starts(host, works, packages) {
  const candidates = works.flatMap(({ name: work, peers }) => [
    ...packages.map((by) => ({ work, by })),
    ...peers.map((by) => ({ work, by, peer: LOADED_PEERS[by] })),
  ])
  const rows = new Map()
  for (let round = 0; round < host.starts; round++) {
    for (const { work, by, peer } of candidates) {
      for (const [what, time] of Object.entries(await host.run('start', { work, by, peer }))) {
        const name = `start, ${work}: ${what}`
        const row = rows.get(`${name} ${by}`) ?? { work: name, by, times: [] }
        rows.set(`${name} ${by}`, row)
        row.times.push(time)
      }
    }
  }
  const results = [...rows.values()]
  const names = new Set(results.map(({ work }) => work))
  return [...names].flatMap((name) => results.filter(({ work }) => work === name))
}

async function instructions(works, states, given) {
  const title = '## Native instructions'
  const valgrind = await ensureValgrind()
  if (!valgrind) return `${title}\n\nNot counted: there is no valgrind on this machine and it cannot be installed.`
  const [ours, ...others] = states.map(({ name, counter = buildCounter(root) }) => ({ name, counter }))
  const counters = [ours, ...others].filter(({ counter }) => counter && existsSync(counter))
  console.log('counting instructions')
  const rows = works.map((work) => {
    const counts = counters.map(({ counter }) => countInstructions(valgrind, counter, work, given))
    const ratios = counts.slice(1).map(({ later }) => factor(counts[0].later / later))
    return [work, ...counts.flatMap(({ later, first }) => [whole(later), whole(first)]), ...ratios]
  })
  const headings = counters.flatMap(({ name }) => [`${name}, a call`, `${name}, the first call`])
  const note = 'From the JSON text of the arguments to the encoded result, native, in the release profile.'
  return `${title}\n\n${note}\n\n${table(['work', ...headings, ...counters.slice(1).map(() => `${OURS} takes`)], rows)}`
}

function memory(states, folder) {
  console.log('measuring memory')
  const rows = states.map(({ name }) => {
    const { once, more } = JSON.parse(execFileSync(process.execPath, [IN_MEMORY, folder, name], { encoding: 'utf8' }))
    return [name, whole(once / 1024), whole(more / 1024)]
  })
  return `## Memory\n\n${PACKS}, in Node.\n\n${table(['by', 'once, KiB', 'a thousand times: more, KiB'], rows)}`
}

function sizes(states) {
  const [ours, ...others] = states.map(({ sizes }) => JSON.parse(readFileSync(sizes, 'utf8')))
  const cells = ({ raw, gzip, brotli } = {}) =>
    [raw, gzip, brotli].map((bytes) => (bytes === undefined ? '' : whole(bytes)))
  // What is loaded, file by file and in sum.
  const names = Object.keys(ours).filter((name) => / |\.wasm|_dist\/index\.js/.test(name))
  const rows = names.map((name) => [name, ...[ours, ...others].flatMap((sizes) => cells(sizes[name]))])
  const headings = states.flatMap(({ name }) => ['raw', 'gzip', 'brotli'].map((measure) => `${name}, ${measure}`))
  return `## Bytes\n\n${table(['file', ...headings], rows)}`
}

function head([, ...others], loads) {
  const [{ model }] = os.cpus()
  const machine = `${os.cpus().length} × ${model.trim()}, ${Math.round(os.totalmem() / 2 ** 30)} GiB, ${os.type()}`
  const stated = (manifest, key) => JSON.parse(readFileSync(root + manifest, 'utf8'))[key]
  const peers = {
    ajv: stated('package.json', 'devDependencies').ajv,
    ...stated('tests/bench/package.json', 'dependencies'),
  }
  return `# Bench

${new Date().toISOString().slice(0, 10)}, ${machine}, load ${loads.join(' before and ')} after. ${OURS}: ${describeState()}${others
    .map(({ name }) => `; against ${name}`)
    .join('')}. ${Object.entries(peers)
    .map((peer) => peer.join(' '))
    .join(', ')}.

All candidates of a host are measured in turn, in one process; what starts, in a fresh one each time. “${OURS} takes” is the
median of our time divided by theirs, round by round: 12 × means that we take twelve times as long, 1/12 a twelfth.
“By the least” divides the shortest times, which a busy machine disturbs less.`
}

function loadAverage() {
  return os.loadavg()[0].toFixed(1)
}
