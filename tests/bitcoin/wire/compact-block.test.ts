import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wtxidOf } from '#bitcoin/primitives/transaction-id';
import { compactBlockOf, reconstructBlock, shortIdKey, shortIdOf } from '#bitcoin/wire/compact-block';
import { decodePayload } from '#bitcoin/wire/decode-payload';
import { encodePayload } from '#bitcoin/wire/encode-payload';
import { arbitraryHeader, arbitraryTransaction } from './arbitrary-message.ts';

const block = fc.record({
  header: arbitraryHeader,
  transactions: fc.uniqueArray(arbitraryTransaction, { minLength: 1, maxLength: 6, selector: wtxidOf }),
});
const nonce = fc.bigInt({ min: 0n, max: (1n << 64n) - 1n });

test('a block is rebuilt from its short identifiers and the transactions at hand', () => {
  fc.assert(
    fc.property(block, nonce, fc.constantFrom(1 as const, 2 as const), (whole, salt, version) => {
      const message = decodePayload('cmpctblock', encodePayload(compactBlockOf(whole, salt, version)));
      if (message.type !== 'cmpctblock') throw new Error('not a cmpctblock');
      const complete = reconstructBlock(message, [...whole.transactions].reverse(), version);
      expect(complete).toEqual({ transactions: whole.transactions, missing: [] });
      const nothing = reconstructBlock(message, [], version);
      expect(nothing?.missing).toEqual(whole.transactions.map((_, i) => i).slice(1));
    }),
    { numRuns: 40 },
  );
});

test('short identifiers of one block say nothing about another', () => {
  fc.assert(
    fc.property(block, nonce, ({ header, transactions }, salt) => {
      const id = wtxidOf(transactions[0]!);
      const a = shortIdOf(id, shortIdKey(header, salt));
      expect(a).toMatch(/^[0-9a-f]{12}$/);
      expect(shortIdOf(id, shortIdKey(header, salt ^ 1n))).not.toBe(a);
    }),
    { numRuns: 30 },
  );
});

describe('an inconsistent compact block is refused:', () => {
  const [whole] = fc.sample(block, { numRuns: 1, seed: 1 });
  const message = compactBlockOf(whole!, 0n);
  test('a position outside the block', () => {
    const prefilled = [{ index: message.shortIds.length + 1, transaction: whole!.transactions[0]! }];
    expect(reconstructBlock({ ...message, prefilled }, [])).toBeUndefined();
  });
  test('a short identifier that repeats', () => {
    expect(reconstructBlock({ ...message, shortIds: ['000000000000', '000000000000'] }, [])).toBeUndefined();
  });
});
