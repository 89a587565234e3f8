import { afterEach, expect, test } from 'vitest';
import { closeStudios, openStudio } from './open-studio.ts';
import type { StudioPage } from './studio-page.ts';

let studio: StudioPage;
afterEach(() => closeStudios(studio));

const inspector = '[data-panel=inspector]';

test('a lock is built, holds a coin, stays shut for the wrong key and opens for the right one', async () => {
  studio = await openStudio();
  await studio.pause();
  const { page } = studio;
  await studio.header.getByText('Learn').click();
  await page.getByRole('button', { name: 'Build and pick locks …' }).click();
  await page.getByRole('heading', { name: 'Locks' }).waitFor();
  await page.getByRole('combobox', { name: 'Lock' }).click();
  await page.getByRole('option', { name: /2 of 3 keys in the witness/ }).click();
  await page.getByText(/OP_CHECKMULTISIG/).waitFor();
  await page.getByRole('button', { name: 'Lock coins' }).click();
  await page.getByRole('radio', { name: /0\.50/ }).waitFor();
  await page.getByRole('radio', { name: 'With one signature' }).click();
  await page.getByText('The lock stays shut: INVALID_STACK_OPERATION').waitFor();
  expect(await studio.violations(inspector)).toEqual([]);
  const submit = page.getByRole('button', { name: /^Hand it to/ });
  await submit.click();
  await page.getByRole('heading', { name: 'What came of it' }).waitFor();
  await page.getByText(/refused .*mandatory-script-verify-flag-failed/).waitFor();
  await page.getByRole('radio', { name: 'The right way' }).click();
  await page.getByText('The lock opens.').waitFor();
  await submit.click();
  await page.getByText('being spent').waitFor();
}, 60_000);

test('a broken block is refused by everybody who gets it, and its sender stands alone', async () => {
  studio = await openStudio();
  await studio.pause();
  const { page } = studio;
  await page.getByRole('tab', { name: 'Fields' }).click();
  await page
    .getByRole('button', { name: /^block [0-9a-f]{4} at height/ })
    .first()
    .click();
  await page.getByRole('tab', { name: 'Explain' }).click();
  await page.getByRole('button', { name: 'Break it …' }).click();
  await page.getByText('Nothing is changed yet.').waitFor();
  await page.getByRole('button', { name: 'an amount' }).click();
  await page.getByText('bad-txnmrklroot').first().waitFor();
  await page.getByRole('button', { name: 'nonce', exact: true }).click();
  await page.getByText('high-hash').first().waitFor();
  expect(await studio.violations(inspector)).toEqual([]);
  await page.getByRole('button', { name: 'Send the broken copy' }).click();
  await page.getByRole('button', { name: 'Let time move' }).click();
  await page
    .getByText(/refused block .*high-hash/)
    .first()
    .waitFor();
  await page
    .getByText(/dropped .*: high-hash/)
    .first()
    .waitFor();
}, 60_000);
