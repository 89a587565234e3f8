import { afterEach, test } from 'vitest';
import { closeStudios, openStudio } from './open-studio.ts';
import type { StudioPage } from './studio-page.ts';

let studio: StudioPage;
afterEach(() => closeStudios(studio));

test('once visited, the page opens without a network', async () => {
  studio = await openStudio({ installable: true });
  await studio.page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    if (active === null || active.state === 'activated') return;
    await new Promise((resolve) => active.addEventListener('statechange', resolve, { once: true }));
  });
  await studio.page.context().setOffline(true);
  await studio.page.reload();
  await studio.untilAlive();
  await studio.play();
  const before = await studio.seconds();
  await studio.untilTime(before + 1);
});
