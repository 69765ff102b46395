import { findFirefox } from '../../pkg-config/commands/firefox.mjs'
import { startFirefox } from './firefox.mjs'
import { vectorsIn } from './vectors.mjs'

vectorsIn('Firefox', () => startFirefox(findFirefox()))
