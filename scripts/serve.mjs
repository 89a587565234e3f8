import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { contentSecurityPolicy } from './content-security-policy.mjs';

const types = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/** Serves a folder on this machine only, with the content policy on every answer (workers take theirs from it).
 * @param {string} folder
 * @param {number} wantedPort tried first; the next free one is taken when it is in use; 0: any
 * @returns {Promise<{ url: string, close: () => void }>} */
export async function serveFolder(folder, wantedPort) {
  const server = createServer((request, response) => answer(folder, request, response));
  const port = await listen(server, wantedPort, 20);
  return { url: `http://localhost:${port}/`, close: () => server.close() };
}

function answer(folder, request, response) {
  const headers = {
    'Content-Security-Policy': contentSecurityPolicy({ inPage: false }),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
  };
  const refuse = (status) => {
    response.writeHead(status, { ...headers, 'Content-Type': 'text/plain' });
    response.end(status === 404 ? 'Not found\n' : 'Only GET is answered\n');
  };
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405);
  const path = pathOf(folder, request.url ?? '/');
  const file = path === undefined ? undefined : statSync(path, { throwIfNoEntry: false });
  if (path === undefined || file === undefined || !file.isFile()) return refuse(404);
  // Names in assets/ carry a hash of their content and never change.
  const lasting = path.includes(`${sep}assets${sep}`);
  response.writeHead(200, {
    ...headers,
    'Content-Type': types[extname(path)] ?? 'application/octet-stream',
    'Content-Length': file.size,
    'Cache-Control': lasting ? 'public, max-age=31536000, immutable' : 'no-cache',
  });
  if (request.method === 'HEAD') return response.end();
  createReadStream(path).pipe(response);
}

/** The file that an address names, or undefined when it would leave the folder. */
function pathOf(folder, address) {
  try {
    const path = normalize(join(folder, decodeURIComponent(new URL(address, 'http://localhost').pathname)));
    if (path !== folder && !path.startsWith(folder + sep)) return undefined;
    return path === folder || path.endsWith(sep) ? join(path, 'index.html') : path;
  } catch {
    return undefined;
  }
}

function listen(server, port, triesLeft) {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      if (error.code === 'EADDRINUSE' && triesLeft > 0) resolve(listen(server, port + 1, triesLeft - 1));
      else reject(new Error(`Cannot listen on port ${port}: ${error.message}`));
    });
    server.listen(port, 'localhost', () => resolve(server.address().port));
  });
}
