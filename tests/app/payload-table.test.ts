import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { PayloadTable } from '#app/payload-table';
import type { PayloadRecord } from '#simulation/records';

const record = fc.record({
  command: fc.constantFrom('inv', 'getdata', 'tx', 'block', 'version'),
  size: fc.integer({ min: 24, max: 4_000_000 }),
  objectKind: fc.constantFrom('block' as const, 'tx' as const, 'none' as const),
  objects: fc.array(fc.nat(1e6), { maxLength: 8 }),
  count: fc.nat(50_000),
});

test('a payload that was put away comes back as it was, and only those asked for', () => {
  fc.assert(
    fc.property(
      fc.array(record, { minLength: 1, maxLength: 30 }),
      fc.nat(),
      fc.nat(),
      fc.nat(),
      (list, away, back, cut) => {
        const payloads: PayloadRecord[] = list.map((each, index) => ({ ...each, index }));
        const table = new PayloadTable();
        table.add(payloads.slice(0, 10));
        table.add(payloads.slice(10));
        const below = away % (payloads.length + 1);
        table.putAway(below);
        table.putAway(Math.floor(below / 2));
        table.bringBack(back % payloads.length);
        const expected = payloads.map((each) =>
          each.index < below && each.index !== back % payloads.length ? undefined : each,
        );
        expect(table.records).toEqual(expected);
        const copy = new PayloadTable(table);
        const length = cut % (payloads.length + 1);
        table.truncate(length);
        expect(table.records).toEqual(expected.slice(0, length));
        for (let index = 0; index < payloads.length; index++) copy.bringBack(index);
        expect(copy.records).toEqual(payloads);
        table.add(payloads.slice(length));
        for (let index = 0; index < payloads.length; index++) table.bringBack(index);
        expect(table.records).toEqual(payloads);
      },
    ),
  );
});
