import type { Component } from 'vue'
import { createRouter, createWebHashHistory } from 'vue-router'
import { routes, type ScreenName } from './routes'
import Answers from './screens/answers.vue'
import Apply from './screens/apply.vue'
import AssociationCase from './screens/association-case.vue'
import EnterpriseCase from './screens/enterprise-case.vue'
import Home from './screens/home.vue'
import LevelSheet from './screens/level-sheet.vue'
import NotFound from './screens/not-found.vue'
import OpenFile from './screens/open-file.vue'
import PrintApply from './screens/print-apply.vue'
import PrintScore from './screens/print-score.vue'
import Result from './screens/result.vue'
import Score from './screens/score.vue'
import Settings from './screens/settings.vue'
import Sources from './screens/sources.vue'
import States from './screens/states.vue'

// One bundle on purpose: a page opened before an update never has to fetch a part that is gone.
const screens: Record<ScreenName, Component> = {
  home: Home,
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

export const router = createRouter({
  // The hash lets the built folder work from any path, with no server rules.
  history: createWebHashHistory(),
  routes: routes.map(({ name, path, kind }) => ({ name, path, component: screens[name], meta: { kind } })),
  scrollBehavior: (to, from, saved) => {
    if (saved) return saved
    // A link to a place on the page is scrolled and focused by the page itself (place.ts).
    return to.hash || to.path === from.path ? false : { top: 0 }
  },
})
