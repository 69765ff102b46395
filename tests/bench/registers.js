// Registers of an association's members, a tenth and the whole of what the largest may have: what takes ten times as long is linear.
const MEMBERS = 50_000
const ROUNDS = 5

export const WORK = `registers of ${MEMBERS} members`

/** The works, in order: each by a register of so many members. */
const WORKS = [MEMBERS / 10, MEMBERS].flatMap((count) => [
  { name: `memberRegister, ${count} members`, count, call: (core, members) => core.memberRegister({ members }) },
  {
    name: `mergeRegisters, ${count} members twice`,
    count,
    call: (core, members) => core.mergeRegisters({ registers: [members, later(members)] }),
  },
])

/** What is invented says so: no firm of this name exists. */
function register(count) {
  return Array.from({ length: count }, (_, index) => ({
    id: `m${index}`,
    name: `示例企业${index}`,
    pledgeSignedOn: index % 3 ? '2026-01-10' : null,
    cqo: index % 2 === 0,
    credits: [{ id: `c${index}`, date: '2026-02-01', kind: 'commendation', source: '示例协会', text: '示例' }],
  }))
}

/** The same register as somebody else has it: other entries, and another word on some members. */
function later(members) {
  return members.map((member, index) => ({
    ...member,
    trainedOn: index % 5 ? null : '2026-03-01',
    credits: [{ id: `d${index}`, date: '2026-03-01', kind: 'pledge', source: '示例协会', text: '示例' }],
  }))
}

export async function run({ packages }, { load, now }) {
  const results = []
  for (const { name, count, call } of WORKS) {
    const members = register(count)
    const candidates = []
    for (const by of packages) candidates.push({ core: await load(by), work: name, by, times: [] })
    for (let round = 0; round < ROUNDS; round++) {
      for (const { core, times } of candidates) {
        const began = now()
        call(core, members)
        times.push(now() - began)
      }
    }
    results.push(...candidates.map(({ work, by, times }) => ({ work, by, times })))
  }
  return results
}
