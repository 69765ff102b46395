import { findWebKit } from '../../pkg-config/commands/webkit.mjs'
import { vectorsIn } from './vectors.mjs'
import { startWebKit } from './webkit.mjs'

vectorsIn('WebKitGTK', () => startWebKit(findWebKit()), 4)
