import { describe, expect, test } from 'vitest';
import { createRetargetChain, fittingHashPower, settledInterval } from '#app/bench/retarget-chain';
import { createPlayground, periodMeans } from '#app/bench/retarget-playground';
import { searchReference } from '#mining/search-reference';
import { fakeCrew } from './fake-crew.ts';

describe('a chain that retargets', () => {
  test('keeps its target within a period and follows the hash power after it', () => {
    const chain = createRetargetChain(8);
    // Tries that come exactly as expected: nothing should change but for the missing interval of the rule.
    const even = Math.round(fittingHashPower * 600);
    for (let i = 0; i < 8; i++) chain.extend(even - 1, fittingHashPower);
    const [first] = chain.blocks;
    expect(chain.blocks.slice(0, 7).every((block) => block.difficulty.bits === first!.difficulty.bits)).toBe(
      true,
    );
    expect(chain.blocks[7]!.difficulty.target).toBeLessThan(first!.difficulty.target);
    // The first period has 7 blocks after the root; with eight times the power the next ones are clamped to a quarter.
    const before = chain.blocks[7]!.difficulty.tries;
    for (let i = 0; i < 8; i++) chain.extend(even - 1, 8 * fittingHashPower);
    expect(chain.blocks.at(-1)!.difficulty.tries / before).toBeCloseTo(4, 1);
  });

  test('every header is really found', () => {
    const chain = createRetargetChain(8);
    for (let i = 0; i < 12; i++) {
      const search = chain.next();
      const { nonce } = searchReference({ ...search, count: 200_000 });
      expect(nonce).toBeGreaterThanOrEqual(0);
      const block = chain.extend(nonce, 1);
      expect(block.tries).toBe(nonce + 1);
      expect(block.interval).toBe(nonce + 1);
    }
  });

  test('the line it settles at', () => {
    expect(settledInterval({ spacingSeconds: 600, retargetInterval: 12 })).toBe(720);
    expect(settledInterval({ spacingSeconds: 600, retargetInterval: 72 })).toBeCloseTo(617.14, 2);
  });

  test('means of whole periods only', () => {
    const chain = createRetargetChain(4);
    for (let i = 0; i < 10; i++) chain.extend(99, 1);
    const means = periodMeans(chain.blocks, 4);
    // Blocks 1 … 3 share their period with the root, 8 … 10 wait for their last.
    expect(means).toEqual([{ first: 4, last: 7, mean: 100 }]);
  });
});

describe('the playground', () => {
  test('runs, follows the power, and stops with its worker', async () => {
    const crew = fakeCrew(1);
    const playground = createPlayground(
      () => crew,
      () => new Promise((resolve) => setTimeout(resolve, 1)),
    );
    playground.reset(12);
    playground.start();
    await expect.poll(() => playground.store.getState().blocks.length, { timeout: 5000 }).toBeGreaterThan(8);
    playground.setPower(4);
    await expect
      .poll(() => playground.store.getState().blocks.at(-1)!.hashPower, { timeout: 5000 })
      .toBeCloseTo(4 * fittingHashPower, 9);
    playground.stop();
    expect(crew.isClosed()).toBe(true);
    const { length } = playground.store.getState().blocks;
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(playground.store.getState().blocks).toHaveLength(length);
  });
});
