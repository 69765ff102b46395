// Serves a folder on this machine only, with the headers that the page needs in production.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, normalize, sep } from 'node:path'

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  // Only with this type may a browser compile the file while it arrives.
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.woff2': 'font/woff2',
}

/** Nothing from elsewhere: the page's promise that no byte leaves the device, kept by the browser. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Starts to serve; where the port is taken, on any free one. Returns { address, close }. */
export async function serve(folder, { port = 0 } = {}) {
  const server = createServer((request, response) => {
    answer(folder, request, response).catch((error) => {
      response.writeHead(500).end()
      console.error(error)
    })
  })
  const listen = (port) =>
    new Promise((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve))
  await listen(port).catch((error) => {
    if (error.code !== 'EADDRINUSE') throw error
    return listen(0)
  })
  return {
    address: `http://127.0.0.1:${server.address().port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve)
        // A browser keeps its connections open and would keep the server with them.
        server.closeAllConnections()
      }),
  }
}

async function answer(folder, request, response) {
  if (request.method !== 'GET' && request.method !== 'HEAD') return response.writeHead(405).end()
  const file = await find(folder, request.url)
  if (!file) return response.writeHead(404, { 'Content-Type': TYPES['.txt'] }).end('Not found\n')
  const tag = `"${createHash('sha256')
    .update(await readFile(file))
    .digest('base64url')
    .slice(0, 22)}"`
  const headers = {
    'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
    'Content-Security-Policy': CONTENT_SECURITY_POLICY,
    'Cache-Control': isHashed(file) ? 'public, max-age=31536000, immutable' : 'no-cache',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    ETag: tag,
  }
  if (request.headers['if-none-match'] === tag) return response.writeHead(304, headers).end()
  response.writeHead(200, headers)
  if (request.method === 'HEAD') return response.end()
  createReadStream(file).pipe(response)
}

/** The file that a URL names, if it lies in the folder. */
async function find(folder, url) {
  let path
  try {
    path = decodeURIComponent(new URL(url, 'http://localhost').pathname)
  } catch {
    return undefined
  }
  const inside = normalize(folder + sep)
  const file = join(inside, path.endsWith('/') ? `${path}index.html` : path)
  if (!file.startsWith(inside) || path.includes('\0')) return undefined
  const found = await stat(file).catch(() => undefined)
  return found?.isFile() ? file : undefined
}

/** Vite puts what carries its content's hash in its name into assets/; only that may be kept without asking. */
function isHashed(file) {
  return file.includes(`${sep}assets${sep}`) && /-[\w-]{8,}\.\w+$/.test(file)
}
