import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkStamp } from '#bitcoin/hashcash/check-stamp';
import { mintStamp, type StampRequest } from '#bitcoin/hashcash/mint-stamp';
import { leadingZeroBits, parseStamp, stampSeconds, stampZeroBits } from '#bitcoin/hashcash/stamp';

/** The example of the announcement of version 1, by Adam Back. */
const published = '1:20:040806:foo::65f460d0726f420d:13a6b8';
const request: StampRequest = {
  bits: 10,
  date: '240229',
  resource: 'bob@example.org',
  random: 'McMybZIhxKXu57jd',
};

function mint(wanted: StampRequest, chunk: number): { stamp: string; attempt: number } {
  for (let from = 0; ; from += chunk) {
    const result = mintStamp(wanted, from, chunk);
    if (result.found) return result;
    expect(result.nextAttempt).toBe(from + chunk);
  }
}

test('the published stamp falls into its fields and is worth its 20 bits', () => {
  expect(parseStamp(published)).toEqual({
    version: 1,
    bits: 20,
    date: '040806',
    resource: 'foo',
    extension: '',
    random: '65f460d0726f420d',
    counter: '13a6b8',
  });
  expect(stampZeroBits(published)).toBe(20);
  expect(checkStamp(published)).toEqual({ ok: true });
});

test('a minted stamp is accepted, and every counter before it was not good enough', () => {
  const { stamp, attempt } = mint(request, 100);
  expect(checkStamp(stamp, { resource: request.resource, bits: 10 })).toEqual({ ok: true });
  expect(mint(request, 7)).toMatchObject({ stamp, attempt });
  expect(mintStamp(request, 0, attempt).found).toBe(false);
});

test('a stamp costs about two to the number of its bits', () => {
  let tries = 0;
  const stamps = 60;
  for (let i = 0; i < stamps; i++)
    tries += 1 + mint({ ...request, bits: 6, random: `sender${i}` }, 64).attempt;
  // Mean of 60 geometric draws with mean 64: one standard deviation is about 8.
  expect(tries / stamps).toBeGreaterThan(64 - 40);
  expect(tries / stamps).toBeLessThan(64 + 40);
});

describe('a stamp is refused', () => {
  const now = 1_091_750_400;
  test.each([
    ['with one letter changed', published.replace('a6b8', 'a6b9'), {}, 'hashcash-bits'],
    ['for somebody else', published, { resource: 'bar' }, 'hashcash-resource'],
    ['that is too cheap', published, { bits: 21 }, 'hashcash-bits'],
    ['that is too old', published, { now: now + 31 * 86_400 }, 'hashcash-expired'],
    ['from the future', published, { now: now - 3 * 86_400 }, 'hashcash-future'],
    ['that was used before', published, { isSpent: () => true }, 'hashcash-spent'],
    ['without fields', 'hello', {}, 'hashcash-form'],
    ['of version 2', published.replace(/^1/, '2'), {}, 'hashcash-form'],
    ['with a thirteenth month', published.replace('0408', '0413'), {}, 'hashcash-form'],
    ['with a control character', `${published}\n`, {}, 'hashcash-form'],
  ])('%s', (_what, text, policy, reason) => {
    expect(checkStamp(text, policy)).toMatchObject({ ok: false, reason });
  });

  test('never by crashing', () => {
    fc.assert(fc.property(fc.string(), (text) => void checkStamp(text, { bits: 1, now })));
    fc.assert(fc.property(fc.string(), (text) => void checkStamp(`1:20:040806:foo::${text}:1`, { now })));
  });
});

test('dates are those of the calendar', () => {
  fc.assert(
    fc.property(fc.integer({ min: 946_684_800, max: 4_102_444_799 }), (seconds) => {
      const text = new Date(seconds * 1000).toISOString().replace(/[-:T]/g, '').slice(2, 14);
      expect(stampSeconds(text)).toBe(seconds);
    }),
  );
});

test('zero bits are counted across bytes', () => {
  expect(leadingZeroBits(Uint8Array.of(0, 0, 1))).toBe(23);
  expect(leadingZeroBits(Uint8Array.of(0x80))).toBe(0);
  expect(leadingZeroBits(new Uint8Array(20))).toBe(160);
});
