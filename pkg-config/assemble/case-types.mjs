// The declarations of a case that is held open in JavaScript; elsewhere it is worked out in one call.

/** What a case is opened from, and what it answers. */
export function caseTypes({ functions, $defs }) {
  return `/** What a case is opened from: a file, or a snapshot and the journal since. */
export interface CaseOpening {
  today: string
  dossier?: Dossier | null
  snapshot?: CaseSnapshot | null
  journal?: readonly JournalEntry[] | null
}

/** An operation of a JSON Patch (RFC 6902). Paths are those of the file. */
export type PatchOperation =
  | { op: 'add' | 'replace' | 'test'; path: string; value: unknown }
  | { op: 'remove'; path: string }
  | { op: 'move' | 'copy'; from: string; path: string }

/** A case that is open. It holds memory until it is closed; afterwards it refuses with \`case-closed\`. */
export interface OpenCase {
  /** What opening has changed in the file. */
  readonly opened: Opened
  /**
   * Applies a JSON Patch: all of it or, refused, nothing. With \`join\` it goes on with the step before, as typing does.
   * @throws \`missing-path\`, \`out-of-range\`, \`unknown-key\`, \`wrong-type\`, \`test-failed\`, \`too-large\`, with the place in the patch
   */
  apply(patch: readonly PatchOperation[], options?: { join?: boolean }): CaseChange
  /** Takes the last step back; null where there is none. */
  undo(): CaseChange | null
  /** Does it again; null where nothing was taken back. */
  redo(): CaseChange | null
  /** Works out by another day what depends on the day. */
  setToday(today: string): CaseChange
  /** The task list. What has not changed is the same object as before. */
  steps(): StepState[]
  /** A view, or with a JSON Pointer a part of it. What has not changed is the same object as before. */
${views({ functions, $defs }, { answer: (type) => type })}
  /** Whether a step can be taken back, and one done again. */
  can(): { undo: boolean; redo: boolean }
  /** The whole file, as \`writeDossier\` spells it. What has not changed is the same object as before: read it, and change the case by patches. */
  dossier(): Dossier
  /** What was done since a revision, to be stored. */
  journal(since?: number): JournalEntry[]
  /** The case to be stored now and then, so that the journal stays short. */
  snapshot(): CaseSnapshot
  /** Frees its memory. */
  close(): void
}
`
}

/** `openCase` among the functions of its program. */
export const OPEN_CASE = `  /**
   * Opens a case and holds it: patches in, what they change out.
   * @example
   * const open = core.openCase({ dossier, today: '2026-07-10' })
   * open.apply([{ op: 'replace', path: '/governance/assessment/units/C1.1/level', value: 3 }])
   * open.view('governance').total
   * open.close()
   */
  openCase(args: CaseOpening): OpenCase
`

/** One signature for each view; what it answers with is what `checkDossier` says of it, the function of its name, or its own. */
export function views({ functions, $defs }, { within = '', answer }) {
  const each = $defs.AnyView.enum.map((name) => {
    const owners = [$defs.EnterpriseCheck, $defs.DossierCheck, $defs.CaseLook.properties.views]
    const worked = owners.map(({ properties }) => properties[name]).find(Boolean)
    const { $ref } = worked?.anyOf?.[0] ?? worked ?? functions[name].result
    // What a case is about is there from the opening on; the rest may have nothing to say yet.
    const isBlank = worked?.anyOf && name !== 'governance'
    const options = worked ? 'null' : `${within}ViewOptions | null`
    return `  view(name: '${name}', options?: ${options}, pointer?: ''): ${answer(within + $ref.slice('#/$defs/'.length) + (isBlank ? ' | null' : ''))}`
  })
  return [
    ...each,
    `  view(name: ${within}AnyView, options: ${within}ViewOptions | null, pointer: string): ${answer('unknown')}`,
  ].join('\n')
}
