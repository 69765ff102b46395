// Keeps every built file on the device, so that the app works with the server stopped.
// The build fills in the version and the list of files (build/offline.ts).
const CACHE = 'quality-selfcheck ' + '__VERSION__'
const FILES = __FILES__

self.addEventListener('install', (event) => {
  // `reload` passes by the browser's own cache: a new version must not be made of old files.
  const requests = FILES.map((file) => new Request(file, { cache: 'reload' }))
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(requests)))
})

self.addEventListener('activate', (event) => {
  const dropOld = (names) => names.filter((name) => name.startsWith('quality-selfcheck ') && name !== CACHE)
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(dropOld(names).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  )
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  if (request.method !== 'GET' || new URL(request.url).origin !== self.location.origin) return
  const wanted = request.mode === 'navigate' ? 'index.html' : request
  event.respondWith(
    caches
      .open(CACHE)
      .then((cache) => cache.match(wanted, { ignoreSearch: true }))
      .then((kept) => kept ?? fetch(request)),
  )
})

// Only the page decides when a new version takes over (offline/updates.ts).
self.addEventListener('message', (event) => {
  if (event.data === 'take-over') self.skipWaiting()
})
