import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FilteredPacket, parsePacketFilter } from '../../../src/views/packets/packet-filter.ts';

const packet = (change: Partial<FilteredPacket> = {}): FilteredPacket => ({
  command: 'inv',
  from: 'P1',
  to: 'Eve',
  hashes: [`${'0'.repeat(60)}77b0`],
  status: () => 'delivered',
  ...change,
});

describe('the message filter', () => {
  test.each([
    ['', true],
    ['inv', true],
    ['getdata', false],
    ['type:in', true],
    ['type:block', false],
    ['from:p1', true],
    ['from:eve', false],
    ['node:eve', true],
    ['to:EVE type:inv', true],
    ['to:EVE type:tx', false],
    ['hash:77b0', true],
    ['77b0', true],
    ['hash:0000', false],
    ['-type:inv', false],
    ['-type:tx', true],
    ['is:del', true],
    ['is:lost', false],
    ['from:', true],
    ['what:ever', false],
  ])('%s', (text, fits) => {
    expect(parsePacketFilter(text)(packet())).toBe(fits);
  });

  test('works out how a message fared only when asked', () => {
    const status = () => {
      throw new Error('not asked for');
    };
    expect(parsePacketFilter('type:inv node:P1')(packet({ status }))).toBe(true);
  });

  test('any text is a filter', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(typeof parsePacketFilter(text)(packet())).toBe('boolean');
      }),
    );
  });
});
