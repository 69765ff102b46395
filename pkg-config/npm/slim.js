import { loader } from './core.js'

/** Knows no place and reads no address: the files are handed in, as bytes or as modules. */
export const load = loader({})
