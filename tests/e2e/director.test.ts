import type { Locator } from 'playwright-core';
import { afterEach, expect, test } from 'vitest';
import { closeStudios, openStudio } from './open-studio.ts';
import type { StudioPage } from './studio-page.ts';

let studio: StudioPage;
afterEach(() => closeStudios(studio));

const panel = '[data-panel=inspector]';
const publish = /publish|shows/i;

test('a double spend is chosen, cast, staged by hand, judged, rewound, changed and compared', async () => {
  studio = await openStudio({ width: 1024, height: 768 });
  const { page } = studio;
  const director = page.locator(panel);
  const step = (name: string) =>
    director.getByRole('navigation', { name: 'Steps of the attack' }).getByRole('button', { name }).click();
  const button = (name: string | RegExp) => director.getByRole('button', { name }).first();
  const found: Record<string, readonly string[]> = {};

  // Choose
  await studio.press('o');
  await button(/^Double spend/).click();
  await director.getByRole('heading', { name: 'Double spend' }).waitFor();
  found.chosen = await studio.violations(panel);
  await button('Cast the roles').click();

  // Cast: a value that cannot be is refused beside its field, and the odds follow the others.
  const share = director.getByRole('textbox', { name: /share of the hash power, exactly/ });
  await share.fill('130');
  await director.getByText('From 5 % to 90 %.').waitFor();
  expect(await button('Stage by hand').isDisabled()).toBe(true);
  await director.getByRole('textbox', { name: /Confirmations .* waits for, exactly/ }).fill('1');
  await share.fill('30');
  const odds = director.getByText(/of such attacks succeed/).first();
  const before = await odds.textContent();
  await share.fill('75');
  await expect.poll(() => odds.textContent()).not.toBe(before);
  await director.getByText('Rosenfeld 2012 §4', { exact: false }).first().waitFor();
  await director.getByText('approximation').first().waitFor();
  found.cast = await studio.violations(panel);
  await button('Stage by hand').click();

  // Stage: every beat is in sight at once, and only the next one can be played.
  const beats = director.getByRole('list', { name: 'Beats of the play' });
  await beats.waitFor();
  await studio.untilTime(5);
  const bottom = (await director.boundingBox())!;
  for (const item of await beats.getByRole('listitem').all()) {
    const box = (await item.boundingBox())!;
    expect(box.y + box.height).toBeLessThanOrEqual(bottom.y + bottom.height);
  }
  await beats.getByRole('button', { name: /pay/i }).click();
  const merchant = director.getByRole('region', { name: 'What Shop sees' });
  const really = director.getByRole('region', { name: 'What is really happening' });
  await merchant.getByText(/waits for a block/).waitFor();
  // It is the reader's turn again at once: time stands still, so that nothing is too late.
  const paid = await studio.seconds();
  await studio.playButton.waitFor();
  expect(await studio.seconds()).toBe(paid);
  await director.getByText(/Your move: time stands still/).waitFor();
  await beats.getByRole('button', { name: /in secret/i }).click();
  await really.getByText(/in secret/).waitFor();
  found.staged = await studio.violations(panel);
  // The goods go out, the class predicts, and Eve waits until her branch is the longer one.
  await merchant.getByText(/The goods are out/).waitFor({ timeout: 90_000 });
  await studio.playButton.waitFor();
  await beats.getByRole('button', { name: /shipped \(done\)/ }).waitFor();
  await director.getByRole('radio').last().click();
  await button('Lock the prediction').click();
  await director.getByText('Locked. Now watch.').waitFor();
  await ahead(really);
  await beats.getByRole('button', { name: publish }).click();
  await studio.play();
  await merchant.getByText('Goods gone, money gone.').waitFor({ timeout: 30_000 });
  await director.getByText('As predicted.').waitFor();
  // Until the others have switched as well.
  await studio.untilTime((await studio.seconds()) + 5);
  await studio.pause();
  const end = await studio.seconds();

  // Outcome
  await step('Outcome');
  await director.getByRole('heading', { name: 'Shop shipped, and the payment is gone' }).waitFor();
  await director.getByText('Most work wins', { exact: false }).waitFor();
  found.outcome = await studio.violations(panel);

  // Stepping back makes what comes later undone again.
  await director
    .getByRole('region', { name: 'Rewind, and change one thing' })
    .getByRole('button', { name: publish })
    .click();
  await expect.poll(() => studio.seconds()).toBeLessThan(end);
  await merchant.getByText(/The goods are out/).waitFor();
  await really.getByText(/withholds/).waitFor();
  await director.getByText('Locked. Now watch.').waitFor();

  // One change there opens a second timeline, and both stand side by side.
  await director.getByRole('button', { name: 'Mia is lucky' }).click();
  await page.getByRole('button', { name: 'Swap timelines' }).waitFor();
  // It is still the reader's turn: time stands still at the block that was just found, and at Mia's.
  await studio.playButton.waitFor();
  await studio.play();
  await studio.pauseButton.waitFor();
  await studio.playButton.waitFor({ timeout: 60_000 });
  await step('Outcome');
  const table = director.getByRole('region', { name: 'Both timelines, side by side' }).getByRole('table');
  await table.getByRole('row', { name: /Tip \(differs\)/ }).waitFor({ timeout: 60_000 });
  await studio.pause();
  expect(await table.getByRole('row').count()).toBeGreaterThan(8);
  found.compared = await studio.violations(panel);

  // What was open before is still there, even after the page was closed.
  await page.reload();
  await studio.untilAlive();
  await page.getByRole('button', { name: 'Swap timelines' }).waitFor();
  await studio.press('o');
  await button('Back to it').click();
  await studio.header.getByRole('button', { name: /A quiet network/ }).waitFor();
  expect(found).toEqual({ chosen: [], cast: [], staged: [], outcome: [], compared: [] });
}, 300_000);

/** Lets time run from block to block, at each of which it stands still by itself, until Eve's hidden branch is the longer
 * one. */
async function ahead(really: Locator): Promise<void> {
  for (let blocks = 0; blocks < 30; blocks++) {
    await studio.play();
    await studio.pauseButton.waitFor();
    await studio.playButton.waitFor({ timeout: 90_000 });
    if (await really.getByText(/Ahead by/).isVisible()) return;
  }
  throw new Error('Eve is never ahead.');
}

test('without god view the story tells what an honest node can know, asks, and tells the rest when it comes to light', async () => {
  studio = await openStudio();
  const { page } = studio;
  const story = page.getByRole('region', { name: 'The story' });
  await studio.openScenario('Double spend');
  await story.getByText('Eve pays Shop.', { exact: false }).waitFor({ timeout: 60_000 });
  expect(await page.getByText(/secret branch|two payments of one coin/).count()).toBe(0);
  // Time stands still at the question, and no secret block has been seen.
  await studio.playButton.waitFor({ timeout: 60_000 });
  await story.getByRole('radio').last().click();
  await story.getByRole('button', { name: 'Lock the prediction' }).click();
  expect(await page.getByText(/secret branch|two payments of one coin/).count()).toBe(0);
  await story.getByRole('button', { name: 'Go on' }).click();
  await story.getByText('As predicted.').waitFor({ timeout: 90_000 });
  await story.getByText('What nobody could know until now').click();
  await story.getByText('Eve signs two payments of one coin.', { exact: false }).waitFor();
}, 200_000);

test('on a phone the director has a panel of its own, which looking at something does not close', async () => {
  studio = await openStudio({ width: 390, height: 844, language: 'zh-CN' });
  studio = studio.in('zh-CN');
  await studio.pause();
  await studio.page.getByRole('tab', { name: '攻击' }).click();
  await studio.page.getByRole('navigation', { name: '攻击的步骤' }).waitFor();
  expect(await studio.violations(panel)).toEqual([]);
  await studio.page.getByRole('tab', { name: '区块树' }).click();
  await studio.page.getByRole('tab', { name: '攻击' }).click();
  await studio.page.getByRole('navigation', { name: '攻击的步骤' }).waitFor();
  expect(await studio.overflow()).toBeLessThanOrEqual(0);
}, 60_000);
