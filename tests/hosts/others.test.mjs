import { answersIn } from './answers.mjs'
import { OTHERS } from './others.mjs'

answersIn(OTHERS)
