// Runs before everything else and in old syntax: says plainly when the browser is below the floor.
;(() => {
  var enough =
    'noModule' in document.createElement('script') &&
    typeof WebAssembly === 'object' &&
    typeof Object.hasOwn === 'function' &&
    typeof BroadcastChannel === 'function' &&
    typeof TransformStream === 'function' &&
    typeof HTMLDialogElement === 'function' &&
    'indexedDB' in window &&
    !!(window.CSS && CSS.supports && CSS.supports('overscroll-behavior', 'contain'))
  if (enough) return
  window.belowFloor = true
  document.addEventListener('DOMContentLoaded', () => {
    document.getElementById('too-old').removeAttribute('hidden')
  })
})()
