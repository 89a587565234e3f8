import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beginBatch } from '../../src/mining/batch-run.ts';
import { bestSearch } from '../../src/mining/best-search.ts';
import type { HeaderSearch } from '../../src/mining/header-search.ts';
import { toTarget } from './naive-search.ts';

const anySearch: fc.Arbitrary<HeaderSearch> = fc.record({
  header: fc.uint8Array({ minLength: 80, maxLength: 80 }),
  target: fc.integer({ min: 4, max: 12 }).map((zeros) => toTarget((1n << BigInt(256 - zeros)) - 1n)),
  firstNonce: fc.nat(4_294_960_000),
  count: fc.nat(300),
});

describe('batch run', () => {
  it('answers as the searches one by one, whatever the size of a step', () => {
    fc.assert(
      fc.property(
        fc.array(anySearch, { maxLength: 8 }),
        fc.integer({ min: 1, max: 400 }),
        (batch, nonces) => {
          const run = beginBatch(bestSearch(), batch);
          while (run.step(nonces));
          expect(run.results()).toEqual(batch.map(bestSearch()));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('says at any time how far it is', () => {
    const search = { header: new Uint8Array(80), target: new Uint8Array(32), firstNonce: 7, count: 1_000 };
    const run = beginBatch(bestSearch(), [search, search]);
    expect(run.results()).toEqual([
      { nonce: -1, tried: 0 },
      { nonce: -1, tried: 0 },
    ]);
    expect(run.step(300)).toBe(true);
    expect(run.results()).toEqual([
      { nonce: -1, tried: 300 },
      { nonce: -1, tried: 0 },
    ]);
  });
});
