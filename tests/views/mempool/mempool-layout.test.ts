import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layOutMempool, neighbourTile } from '../../../src/views/mempool/mempool-layout.ts';
import type { MempoolEntryView } from '../../../src/workers/simulation-api.ts';

const entry = (
  transaction: number,
  vsize: number,
  feeRate: number,
  inNextBlock = true,
): MempoolEntryView => ({
  transaction,
  vsize,
  feeRate,
  inNextBlock,
});

describe('the treemap', () => {
  test('areas are in proportion to sizes, and nothing overlaps or leaves the frame', () => {
    const entries = fc
      .array(fc.record({ vsize: fc.integer({ min: 60, max: 5_000 }), next: fc.boolean() }), {
        minLength: 1,
        maxLength: 40,
      })
      .map((list) => list.map(({ vsize, next }, i) => entry(i, vsize, 100 - i, next)));
    fc.assert(
      fc.property(entries, (list) => {
        const { tiles, lineY } = layOutMempool(list, 7_500, 800, 240);
        expect(tiles).toHaveLength(list.length);
        for (const tile of tiles) {
          expect(tile.x).toBeGreaterThanOrEqual(-1e-6);
          expect(tile.y + tile.height).toBeLessThanOrEqual(240 + 1e-6);
          expect(tile.inNextBlock ? tile.y + tile.height <= lineY + 1e-6 : tile.y >= lineY - 1e-6).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('two payments of one size get the same area', () => {
    const { tiles } = layOutMempool([entry(1, 200, 9), entry(2, 200, 3)], 1_000, 600, 200);
    const [p, q] = tiles.map((tile) => tile.width * tile.height);
    expect(p).toBeCloseTo(q!, -1);
    expect(tiles[0]!.shade).toBe(1);
    expect(tiles[1]!.shade).toBe(0);
  });

  test('room is drawn small but said in full', () => {
    const { room, lineY } = layOutMempool([entry(1, 100, 5)], 7_500, 600, 200);
    expect(room.vbytes).toBe(7_400);
    expect(room.height).toBeLessThan(100);
    expect(lineY).toBe(200);
    expect(layOutMempool([], 7_500, 600, 200).tiles).toEqual([]);
  });

  test('arrows lead to the nearest tile and stop at the edge', () => {
    const tile = (transaction: number, x: number, y: number) => ({
      transaction,
      x,
      y,
      width: 10,
      height: 10,
      inNextBlock: true,
      shade: 0,
    });
    const tiles = [tile(1, 0, 0), tile(2, 12, 0), tile(3, 0, 12), tile(4, 12, 12)];
    expect(neighbourTile(tiles, 1, 'right')).toBe(2);
    expect(neighbourTile(tiles, 1, 'down')).toBe(3);
    expect(neighbourTile(tiles, 4, 'up')).toBe(2);
    expect(neighbourTile(tiles, 1, 'left')).toBe(1);
    expect(neighbourTile(tiles, 99, 'left')).toBe(1);
  });
});
