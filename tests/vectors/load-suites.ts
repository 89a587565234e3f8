import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { RunSuite } from './suite.ts';

const here = dirname(fileURLToPath(import.meta.url));
const repository = resolve(here, '../..');

/** Where the published vectors lie: `CHAINROOM_VECTORS`, else `../shared/vectors` beside the repository. */
export const vectorsFolder = resolve(repository, process.env.CHAINROOM_VECTORS ?? '../shared/vectors');

/** Whether there are vectors to run; they are not part of this repository. */
export const vectorsPresent = existsSync(vectorsFolder);

/** Every suite in `suites/`, by file name. */
export async function loadSuites(): Promise<readonly { readonly name: string; readonly run: RunSuite }[]> {
  const folder = join(here, 'suites');
  const files = (await readdir(folder)).filter((file) => file.endsWith('.ts')).sort();
  return Promise.all(
    files.map(async (file) => {
      const { run } = (await import(pathToFileURL(join(folder, file)).href)) as { run: RunSuite };
      if (typeof run !== 'function') throw new Error(`suites/${file} exports no function 'run'`);
      return { name: file.slice(0, -3), run };
    }),
  );
}
