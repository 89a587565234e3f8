import { expect, test } from 'vitest';
import { blamesSender } from '#bitcoin/mempool/blames-sender';

test.each([
  'bad-txns-vout-negative',
  'bad-txns-inputs-duplicate',
  'bad-txns-in-belowout',
  'mandatory-script-verify-flag-failed',
  'coinbase',
  'bad-cb-length',
])('%s is the fault of whoever relays it', (reason) => {
  expect(blamesSender(reason)).toBe(true);
});

test.each([
  'bad-txns-inputs-missingorspent',
  'bad-txns-premature-spend-of-coinbase',
  'bad-txns-nonstandard-inputs',
  'bad-txns-too-many-sigops',
  'bad-txns-spends-conflicting-tx',
  'bad-witness-nonstandard',
  'mempool-script-verify-flag-failed',
  'txn-mempool-conflict',
  'non-final',
  'dust',
])('%s is not', (reason) => {
  expect(blamesSender(reason)).toBe(false);
});
