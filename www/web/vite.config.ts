import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import { offline } from './build/offline.ts'

/**
 * Not needed for home: the programs of the first export (src/cases/export.ts), the examples (src/samples/),
 * and the other screens, which are fetched once home stands (src/router.ts).
 */
const LATER = /\/(quality_selfcheck_(review|documents)(_bg)?|enterprise|association|screens)-[^/]*\.(wasm|js|css)$/

export default defineConfig({
  // Relative, so that the built folder works from any path.
  base: './',
  plugins: [vue(), offline({ hardInBytes: 350_000, targetInBytes: 280_000, later: LATER })],
  define: {
    __VUE_OPTIONS_API__: 'false',
    __VUE_PROD_DEVTOOLS__: 'false',
  },
  // The core is linked from target/ and finds its .wasm beside itself: do not pre-bundle it.
  optimizeDeps: { exclude: ['quality-selfcheck'] },
  build: {
    outDir: '../../target/web',
    emptyOutDir: true,
    target: ['chrome97', 'safari16', 'firefox102'],
    // The content security policy allows data: for pictures only.
    assetsInlineLimit: 0,
    modulePreload: false,
  },
})
