/** Every screen but home, which opens first: one part, fetched as soon as home stands (router.ts). */
import '../style/screens.css'
import type { Component } from 'vue'

const files = import.meta.glob<Component>(['./*.vue', '!./home.vue', '!./no-such-case.vue'], {
  eager: true,
  import: 'default',
})

/** Each by the name of its route, which is the name of its file. */
export const screens = new Map(
  Object.entries(files).map(([file, component]) => [file.slice('./'.length, -'.vue'.length), component]),
)
