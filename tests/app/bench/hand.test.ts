import { expect, test } from 'vitest';
import { difficultyAt } from '#app/bench/difficulty-scale';
import { createHand } from '#app/bench/hand';
import { mainnetGenesisBlock } from '#bitcoin/chain/genesis-block';

const { header } = mainnetGenesisBlock;
const wait = () => new Promise<void>((resolve) => setImmediate(resolve));

test('a try is hashed, remembered and judged', () => {
  const hand = createHand(wait);
  const { target } = difficultyAt(32);
  hand.tryHeader({ ...header, nonce: 1 }, target);
  hand.tryHeader(header, target);
  const { tries, best, found, made } = hand.store.getState();
  expect(tries.map(({ wins }) => wins)).toEqual([false, true]);
  expect(found).toMatchObject({ nonce: 2_083_236_893, after: 2 });
  expect(best?.hash).toBe('000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f');
  expect(made).toBe(2);
});

test('a guess is answered by trying on until the block is there', async () => {
  const hand = createHand(wait);
  const { target } = difficultyAt(6);
  hand.tryHeader({ ...header, nonce: 0 }, target);
  hand.guess(60);
  const next = await hand.reveal({ ...header, nonce: 1 }, target);
  const { found, guess, tries } = hand.store.getState();
  expect(guess).toEqual({ more: 60, after: 1 });
  expect(found!.nonce).toBe(next - 1);
  expect(found!.after).toBe(tries.length);
  expect(tries.filter(({ wins }) => wins)).toHaveLength(1);
  // The next round goes on and keeps the memory.
  hand.guess(10);
  expect(hand.store.getState()).toMatchObject({ found: undefined, made: tries.length });
});

test('a target that is too hard for hands is given up', async () => {
  const hand = createHand(wait, 2_000);
  await hand.reveal({ ...header, nonce: 0 }, 0n);
  expect(hand.store.getState()).toMatchObject({ tooHard: true, revealing: false, found: undefined });
});

test('leaving stops a reveal', async () => {
  const hand = createHand(wait);
  const ended = hand.reveal({ ...header, nonce: 0 }, 0n);
  hand.stop();
  await ended;
  expect(hand.store.getState()).toMatchObject({ tooHard: false, revealing: false });
});
