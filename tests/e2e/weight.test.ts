import { gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { closeStudios, openStudio } from './open-studio.ts';
import type { StudioPage } from './studio-page.ts';

let studio: StudioPage;
afterEach(() => closeStudios(studio));

test('what must come over the network before the page lives stays under 400 kB', async () => {
  const sizes = new Map<string, number>();
  const waiting: Promise<void>[] = [];
  studio = await openStudio({
    onResponse: (response) => {
      const url = response.url();
      if (!/\.(js|css|json|wasm|html)$|\/$/.test(new URL(url).pathname)) return;
      waiting.push(response.body().then((body) => void sizes.set(url, gzipSync(body).length)));
    },
  });
  await Promise.all(waiting);
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  const largest = [...sizes].sort((a, b) => b[1] - a[1]).slice(0, 8);
  expect(total, largest.map(([url, size]) => `${url.split('/').at(-1)} ${size}`).join('\n')).toBeLessThan(
    400_000,
  );
});
