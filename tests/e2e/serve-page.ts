import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { serveFolder } from '../../scripts/serve.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the built page is served during the tests. */
    readonly pageUrl: string;
  }
}

/** Serves the built page, with the same headers as `npm start`, while the end-to-end tests run. */
export default async function servePage(project: TestProject): Promise<() => void> {
  const dist = fileURLToPath(new URL('../../dist', import.meta.url));
  if (!existsSync(dist)) throw new Error('There is no dist folder: run `npm run e2e`, which builds it.');
  const server = await serveFolder(dist, 0);
  project.provide('pageUrl', server.url);
  return server.close;
}
