// The golden pictures of charts, in a browser: its own measure says that no text leaves the picture and that no two overlap, and a
// picture fetches nothing.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { suite, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { chromium } from '@playwright/test'
import { findBrowser } from '../../pkg-config/commands/browser.mjs'

const folder = fileURLToPath(new URL('../golden/charts/', import.meta.url))
const executablePath = findBrowser()

suite('charts in a browser', { skip: executablePath ? false : 'no Chrome or Chromium' }, () => {
  test('every text is inside its picture and clear of the others', async () => {
    const browser = await chromium.launch({ executablePath })
    try {
      const page = await browser.newPage()
      const requests = []
      page.on('request', (request) => requests.push(request.url()))
      page.on('dialog', (dialog) => assert.fail(`a picture opened a dialog: ${dialog.message()}`))
      const broken = []
      for (const file of readdirSync(folder)) {
        const svg = readFileSync(folder + file, 'utf8')
        // As a page holds it, and as an image: the second reads it as XML.
        await page.setContent(`<!doctype html><meta charset="utf-8"><body style="margin:0">${svg}`)
        const found = await page.evaluate(look)
        for (const problem of found) broken.push(`${file}: ${problem}`)
        const size = await page.evaluate(loadAsImage, svg)
        assert.equal(size[0], 640, file)
      }
      assert.deepEqual(broken, [])
      assert.deepEqual(
        requests.filter((url) => !/^(data|blob):/.test(url)),
        [],
      )
    } finally {
      await browser.close()
    }
  })
})

/** What is wrong with the one picture of the page. */
function look() {
  const svg = document.querySelector('svg')
  const { width, height } = svg.viewBox.baseVal
  const problems = []
  if (document.querySelector('script, a, image, use, style, foreignObject')) problems.push('an element that acts')
  const boxes = [...svg.querySelectorAll('text')].map((text) => {
    const { x: left, width: wide } = text.getBBox()
    const size = Number.parseFloat(getComputedStyle(text).fontSize)
    const foot = Number(text.getAttribute('y'))
    // A line of type, not the font's own height, which counts room for accents of other scripts.
    return {
      words: text.textContent,
      left,
      right: left + wide,
      top: foot - size * 0.9,
      bottom: foot + size * 0.2,
      size,
    }
  })
  for (const [index, box] of boxes.entries()) {
    if (box.size < 12) problems.push(`“${box.words}” is smaller than 12 px`)
    if (box.left < 0 || box.right > width || box.top < 0 || box.bottom > height) {
      problems.push(`“${box.words}” leaves the picture: ${JSON.stringify(box)}`)
    }
    for (const other of boxes.slice(index + 1)) {
      const apart =
        box.right <= other.left || other.right <= box.left || box.bottom <= other.top || other.bottom <= box.top
      if (!apart) problems.push(`“${box.words}” and “${other.words}” overlap`)
    }
  }
  return problems
}

/** The size of a picture that is loaded by itself; it is refused where it is not well-formed. */
async function loadAsImage(svg) {
  const image = new Image()
  image.src = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
  await image.decode()
  return [image.naturalWidth, image.naturalHeight]
}
