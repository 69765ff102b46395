import type { Component } from 'vue'
import { createRouter, createWebHashHistory } from 'vue-router'
import { routes, type ScreenName } from './routes'
import Home from './screens/home.vue'

/**
 * In one part, and fetched before anybody asks for a screen of it: so a page opened before an update
 * never has to fetch a part that is gone.
 */
export const otherScreens = async () => (await import('./screens')).screens

const screen = (name: ScreenName) =>
  name === 'home' ? Home : async () => (await otherScreens()).get(name) as Component

export const router = createRouter({
  // The hash lets the built folder work from any path, with no server rules.
  history: createWebHashHistory(),
  routes: routes.map(({ name, path, kind }) => ({ name, path, component: screen(name), meta: { kind } })),
  scrollBehavior: (to, from, saved) => {
    if (saved) return saved
    // A link to a place on the page is scrolled and focused by the page itself (place.ts).
    return to.hash || to.path === from.path ? false : { top: 0 }
  },
})
