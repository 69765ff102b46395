import { loader } from './core.js'
import { places } from './places.js'

export const load = loader({ places, read: (address) => fetch(address) })
