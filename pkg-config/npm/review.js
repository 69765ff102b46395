// The program that looks back has no rules of guide one: it asks the first program for what they make of a file.
import { call as asking } from './quality_selfcheck_review_bg.js'
import { isRefusal } from './refusal.js'

export * from './quality_selfcheck_review_bg.js'

/** As of the other programs; `checkDossier` is the first one's, on the same packs. */
export const call = (number, place, words, text, { checkDossier }) =>
  asking(number, place, words, text, (given) => answer(checkDossier, given))

/** Text in, text out. */
function answer(checkDossier, given) {
  try {
    return JSON.stringify({ value: checkDossier(JSON.parse(given)) })
  } catch (error) {
    if (!isRefusal(error)) throw error
    const { code, path, message } = error
    return JSON.stringify({ code, path, message })
  }
}
