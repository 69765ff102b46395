import { findBrowser } from '../../pkg-config/commands/browser.mjs'
import { startChromium } from './chromium.mjs'
import { vectorsIn } from './vectors.mjs'

vectorsIn('Chromium', () => startChromium(findBrowser()))
