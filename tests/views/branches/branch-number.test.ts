import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commonAncestor, isOnChain } from '../../../src/views/branches/ancestry.ts';
import { branchNumber } from '../../../src/views/branches/branch-number.ts';
import { blockTable, tableFromParents } from '../block-record.ts';

/* g ── a1 ── a2
 *  └── b1 ── b2 ── b3
 *       └── c2                */
const forked = { g: undefined, a1: 'g', b1: 'g', a2: 'a1', b2: 'b1', c2: 'b1', b3: 'b2' };

test('a first child carries its branch on, a later one opens another', () => {
  const { blocks, id } = blockTable(forked);
  const number = (name: string) => branchNumber(blocks, id(name));
  expect([number('g'), number('a1'), number('a2')]).toEqual([0, 0, 0]);
  expect([number('b1'), number('b2'), number('b3')]).toEqual([1, 1, 1]);
  expect(number('c2')).toBe(2);
});

test('once a side is far behind, its number is free again', () => {
  const { blocks, id } = blockTable({
    g: undefined,
    a1: 'g',
    b1: 'g',
    b2: 'b1',
    b3: 'b2',
    b4: 'b3',
    d4: 'b3',
  });
  expect(branchNumber(blocks, id('b4'))).toBe(1);
  expect(branchNumber(blocks, id('d4'))).toBe(0);
});

test('numbers never change as the table grows, and rivals at one height never share one', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1000), { maxLength: 60 }), (parents) => {
      const blocks = tableFromParents(parents);
      const whole = blocks.map((_, index) => branchNumber(blocks, index));
      for (let count = 1; count <= blocks.length; count += 7) {
        const part = blocks.slice(0, count);
        expect(part.map((_, index) => branchNumber(part, index))).toEqual(whole.slice(0, count));
      }
      const children = new Map<number, number[]>();
      blocks.forEach((block, index) => {
        children.set(block.parent, [...(children.get(block.parent) ?? []), whole[index]!]);
      });
      for (const numbers of children.values()) expect(new Set(numbers).size).toBe(numbers.length);
    }),
    { numRuns: 60 },
  );
});

test('a table whose end was thrown away and grew differently is numbered afresh', () => {
  const first = blockTable({ g: undefined, a1: 'g', a2: 'a1', a3: 'a2' }).blocks;
  expect(branchNumber(first, 3)).toBe(0);
  const other = blockTable({ g: undefined, a1: 'g', a2: 'a1', b1: 'g' }).blocks;
  expect(branchNumber(other, 3)).toBe(1);
});

test('ancestry agrees with walking up', () => {
  const { blocks, id } = blockTable(forked);
  expect(isOnChain(blocks, id('b1'), id('b3'))).toBe(true);
  expect(isOnChain(blocks, id('b3'), id('b3'))).toBe(true);
  expect(isOnChain(blocks, id('a1'), id('b3'))).toBe(false);
  expect(isOnChain(blocks, id('b3'), id('b1'))).toBe(false);
  expect(commonAncestor(blocks, id('a2'), id('b3'))).toBe(id('g'));
  expect(commonAncestor(blocks, id('c2'), id('b3'))).toBe(id('b1'));
  expect(commonAncestor(blocks, -1, id('b3'))).toBe(-1);
});
