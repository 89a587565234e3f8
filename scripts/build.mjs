import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const sources = ['index.html', 'vite.config.ts', 'package-lock.json', 'public', 'src', 'scripts'];

/** Builds `dist` when it is missing or older than what it is made from.
 * @param {string} root the project's folder
 * @throws {Error} when the build fails */
export function buildPage(root) {
  const built = newest(join(root, 'dist', 'index.html'));
  if (built > 0 && sources.every((name) => newest(join(root, name)) <= built)) return;
  console.log('Building the page …');
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const result = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (result.status !== 0) throw new Error('The build failed: the lines above say why.');
}

/** Latest change of a file, or of anything in a folder, in ms; 0 when it is not there. */
function newest(path) {
  const entry = statSync(path, { throwIfNoEntry: false });
  if (entry === undefined) return 0;
  if (!entry.isDirectory()) return entry.mtimeMs;
  return readdirSync(path).reduce(
    (latest, name) => Math.max(latest, newest(join(path, name))),
    entry.mtimeMs,
  );
}
