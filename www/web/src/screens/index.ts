/** Every screen but home, which opens first: one part, fetched as soon as home stands (router.ts). */
import type { Component } from 'vue'
import type { ScreenName } from '../routes'
import Answers from './answers.vue'
import Apply from './apply.vue'
import AssociationCase from './association-case.vue'
import EnterpriseCase from './enterprise-case.vue'
import LevelSheet from './level-sheet.vue'
import NotFound from './not-found.vue'
import OpenFile from './open-file.vue'
import PrintApply from './print-apply.vue'
import PrintScore from './print-score.vue'
import Result from './result.vue'
import Score from './score.vue'
import Settings from './settings.vue'
import Sources from './sources.vue'
import States from './states.vue'

export const screens: Record<Exclude<ScreenName, 'home'>, Component> = {
  'open-file': OpenFile,
  settings: Settings,
  sources: Sources,
  states: States,
  'enterprise-case': EnterpriseCase,
  apply: Apply,
  answers: Answers,
  'print-apply': PrintApply,
  'association-case': AssociationCase,
  score: Score,
  'level-sheet': LevelSheet,
  result: Result,
  'print-score': PrintScore,
  'not-found': NotFound,
}
