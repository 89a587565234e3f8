import { afterEach, expect, test } from 'vitest';
import { closeStudios, openStudio } from './open-studio.ts';
import type { StudioPage } from './studio-page.ts';

let studio: StudioPage;
afterEach(() => closeStudios(studio));

const sizes = [
  [1920, 1080],
  [1280, 720],
  [1024, 768],
  [768, 1024],
  [390, 844],
  // 1280 × 720 at 200 % zoom
  [640, 360],
  [320, 640],
] as const;

test('nothing sticks out at any size, and the timeline is in reach', async () => {
  studio = await openStudio();
  for (const [width, height] of sizes) {
    await studio.page.setViewportSize({ width, height });
    await studio.page.waitForTimeout(300);
    expect(await studio.overflow(), `${width} × ${height}`).toBeLessThanOrEqual(0);
    const box = await studio.timeline.boundingBox();
    expect(box, `${width} × ${height}`).not.toBeNull();
    expect(box!.y + box!.height, `${width} × ${height}`).toBeLessThanOrEqual(height + 1);
  }
});

test('presenter mode scales the type and still fits a projector', async () => {
  studio = await openStudio({ width: 1024, height: 768 });
  const size = () =>
    studio.page.evaluate(() => Number.parseFloat(getComputedStyle(document.documentElement).fontSize));
  const before = await size();
  await studio.press('p');
  await expect.poll(size).toBeCloseTo(before * 1.6, 1);
  expect(await studio.overflow()).toBeLessThanOrEqual(0);
});

test('on a phone every panel is a tab away', async () => {
  studio = await openStudio({ width: 390, height: 844 });
  for (const name of [
    'Network',
    'Inspector',
    'Block tree',
    'Coin flow',
    'Mempool',
    'Space-time',
    'Messages',
  ]) {
    await studio.page.getByRole('tab', { name, exact: true }).click();
    await studio.page.getByRole('tabpanel', { name }).waitFor();
    expect(await studio.overflow()).toBeLessThanOrEqual(0);
  }
});
