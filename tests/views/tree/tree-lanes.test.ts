import fc from 'fast-check';
import { expect, test } from 'vitest';
import { treeColumns } from '../../../src/views/tree/tree-columns.ts';
import { createTreeLanes, firstSecretLane } from '../../../src/views/tree/tree-lanes.ts';
import { blockTable, tableFromParents } from '../block-record.ts';

const nobody = () => false;

test('the first child stays in its lane, a rival gets the next one', () => {
  const { blocks, id } = blockTable({ g: undefined, a1: 'g', b1: 'g', a2: 'a1', b2: 'b1', b3: 'b2' });
  const lanes = createTreeLanes();
  lanes.extend(blocks, nobody);
  expect(['g', 'a1', 'a2'].map((name) => lanes.lane[id(name)])).toEqual([0, 0, 0]);
  expect(['b1', 'b2', 'b3'].map((name) => lanes.lane[id(name)])).toEqual([1, 1, 1]);
  // The fork opens at 1; the branch of a2 ends at 2.
  const lasting = lanes.busy.filter((busy) => busy.until === Number.POSITIVE_INFINITY);
  expect(lasting.map((busy) => busy.height)).toEqual([1, 2]);
});

test('after a branch has died, the next fork takes the lane nearest to the first', () => {
  const { blocks, id } = blockTable({
    g: undefined,
    a1: 'g',
    b1: 'g',
    b2: 'b1',
    b3: 'b2',
    b4: 'b3',
    c4: 'b3',
  });
  const lanes = createTreeLanes();
  lanes.extend(blocks, nobody);
  expect(lanes.lane[id('b4')]).toBe(1);
  expect(lanes.lane[id('c4')]).toBe(0);
});

test('a withheld branch lies below all others, and keeps its lane after it is published', () => {
  const { blocks, id } = blockTable({ g: undefined, s1: 'g', a1: 'g', s2: 's1', s3: 's2', p4: 's3' });
  const withheld = new Set(['s1', 's2', 's3'].map(id));
  const lanes = createTreeLanes();
  lanes.extend(blocks, (block) => withheld.has(block));
  expect(lanes.lane[id('a1')]).toBe(0);
  for (const name of ['s1', 's2', 's3', 'p4']) expect(lanes.lane[id(name)]).toBe(firstSecretLane);
});

test('no two blocks share a place, no block ever moves', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(1000), { maxLength: 50 }),
      fc.array(fc.boolean(), { minLength: 51, maxLength: 51 }),
      (parents, secrets) => {
        const blocks = tableFromParents(parents);
        const secret = (block: number) => block > 0 && secrets[block] === true;
        const grown = createTreeLanes();
        for (let count = 1; count <= blocks.length; count++) {
          const before = [...grown.lane];
          grown.extend(blocks.slice(0, count), secret);
          expect(grown.lane.slice(0, before.length)).toEqual(before);
        }
        const at = blocks.map((block, index) => `${block.height} ${grown.lane[index]}`);
        expect(new Set(at).size).toBe(blocks.length);
        const once = createTreeLanes();
        once.extend(blocks, secret);
        expect([...once.lane]).toEqual([...grown.lane]);
      },
    ),
    { numRuns: 60 },
  );
});

test('long branches side by side are quiet along their way, and wherever one has its tip by now is not', () => {
  const names: Record<string, string | undefined> = { g: undefined };
  for (let height = 1; height <= 20; height++) {
    names[`a${height}`] = height === 1 ? 'g' : `a${height - 1}`;
    if (height <= 15) names[`b${height}`] = height === 1 ? 'g' : `b${height - 1}`;
  }
  const { blocks, id } = blockTable(names);
  const lanes = createTreeLanes();
  // Piece by piece or at once: what comes later changes nothing about the past.
  lanes.extend(blocks.slice(0, 13), nobody);
  lanes.extend(blocks, nobody);
  const runsAt = (time: number) =>
    treeColumns({
      horizon: 18,
      time,
      busy: lanes.busy,
      unfolded: new Set(),
      pitch: 100,
      stubWidth: 60,
    }).runs;
  expect(runsAt(Number.MAX_SAFE_INTEGER)).toEqual([{ from: 3, to: 13 }]);
  expect(runsAt(blocks[id('b10')]!.foundAt)[0]).toEqual({ from: 3, to: 8 });
});
