import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
];
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** A Chromium for the end-to-end tests: an installed one, else Debian's package where that is the system and we may
 * install, else Playwright's own download.
 * @param {string} root the project's folder
 * @returns {Promise<string>} path of the executable
 * @throws {Error} with what to do when none can be had */
export async function findChromium(root) {
  const found = installedChromium() ?? (await downloadedChromium());
  if (found !== undefined) return found;
  if (isDebian()) {
    console.log("Installing Debian's Chromium …");
    const apt = (...args) =>
      spawnSync('apt-get', args, {
        stdio: 'inherit',
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      });
    if (apt('update', '-q').status === 0)
      apt('install', '-yq', '--no-install-recommends', 'chromium', 'fonts-noto-cjk');
    const debian = installedChromium();
    if (debian !== undefined) return debian;
  }
  console.log("Downloading Playwright's Chromium …");
  spawnSync(
    process.execPath,
    [join(root, 'node_modules', 'playwright-core', 'cli.js'), 'install', 'chromium'],
    {
      stdio: 'inherit',
    },
  );
  const downloaded = await downloadedChromium();
  if (downloaded !== undefined) return downloaded;
  throw new Error(
    'No Chromium was found or could be installed. Install one, or name it: CHROMIUM=/path/to/chromium npm test',
  );
}

function installedChromium() {
  const named = process.env.CHROMIUM;
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error(`CHROMIUM names ${named}, which is not there.`);
    return named;
  }
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...candidates, ...places].find((path) => existsSync(path));
}

async function downloadedChromium() {
  const { chromium } = await import('playwright-core');
  const path = chromium.executablePath();
  return existsSync(path) ? path : undefined;
}

/** Debian itself (Ubuntu's package is a snap stub), as root, with apt at hand. */
function isDebian() {
  return existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get') && process.getuid?.() === 0;
}
