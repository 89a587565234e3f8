import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Installs the packages that are missing: exactly the locked ones. Does nothing when they are there.
 * @param {string} root the project's folder
 * @throws {Error} with a sentence when it cannot be done */
export function installPackages(root) {
  checkNode(root);
  if (installed(root)) return;
  console.log('Installing packages (once; needs the network) …');
  // The lock names packages for every system; where npm finds fault with it, it may still choose by itself.
  if (npm(root, 'ci') || npm(root, 'install', '--no-save')) return;
  throw new Error('The packages could not be installed: the lines above say why. Is there a network?');
}

/** Runs npm and says whether it succeeded. */
function npm(root, ...args) {
  const result = spawnSync(
    process.platform === 'win32' ? 'npm.cmd' : 'npm',
    [...args, '--no-audit', '--no-fund', '--loglevel=error'],
    { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' },
  );
  if (result.error)
    throw new Error(`npm could not be started (${result.error.message}). It comes with Node.`);
  return result.status === 0;
}

/** The lock that npm leaves in node_modules names the same versions as ours. */
function installed(root) {
  const left = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(left)) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const present = JSON.parse(readFileSync(left, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || entry.optional || present[path]?.version === entry.version,
  );
}

function checkNode(root) {
  const wanted = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).engines.node.replace('>=', '');
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = wanted.split('.').map(Number);
  if (major < wantedMajor || (major === wantedMajor && minor < wantedMinor)) {
    throw new Error(
      `Node ${wanted} or newer is needed; this is ${process.versions.node}. See https://nodejs.org.`,
    );
  }
}
