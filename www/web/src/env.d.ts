/// <reference types="vite/client" />
interface Window {
  /** Set by public/floor.js when the browser is older than we support. */
  belowFloor?: boolean
}
