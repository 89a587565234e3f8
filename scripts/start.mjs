// npm start: installs what is missing, builds what is stale, serves the page, prints its address.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildPage } from './build.mjs';
import { installPackages } from './install.mjs';
import { serveFolder } from './serve.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

try {
  installPackages(root);
  buildPage(root);
  const { url } = await serveFolder(join(root, 'dist'), Number(process.env.PORT ?? 4173));
  console.log(`\n  Chainroom is at ${url}\n  Ctrl+C stops it.\n`);
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : error}`);
  process.exit(1);
}
