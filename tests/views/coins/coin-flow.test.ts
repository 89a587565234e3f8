import { describe, expect, test } from 'vitest';
import { flowGraphOf, ghostsOf, pendingOf } from '../../../src/views/coins/flow-graph.ts';
import { layOutFlow } from '../../../src/views/coins/flow-layout.ts';
import { ancestorsOf, wayBack, wayForward } from '../../../src/views/coins/lineage.ts';
import { tellStory } from '../story.ts';

const story = tellStory();
const { history, marks } = story;
const tip = marks.blocks.b17;
const endTime = history.reached;

describe('the way of a coin', () => {
  test('back leads to a coinbase and ends at the coin itself', () => {
    const way = wayBack(history, marks.txs.remined, 1);
    expect(history.transactions[way[0]!.tx]!.coinbase).toBe(true);
    expect(way.at(-1)).toMatchObject({ tx: marks.txs.remined, vout: 1 });
    way.slice(1).forEach((step, i) => {
      expect(history.transactions[step.tx]!.inputs.some((input) => input.source === way[i]!.tx)).toBe(true);
    });
    expect([...ancestorsOf(history, marks.txs.remined)]).toContain(way[0]!.tx);
  });

  test('forward ends only where coins lie unspent, and depends on the branch', () => {
    const spent = history.transactions[marks.txs.winner]!.inputs[0]!;
    const onB = wayForward(history, spent.source, spent.vout, tip);
    expect(onB[0]!.spentBy).toBe(marks.txs.winner);
    expect(onB.filter((step) => step.spentBy < 0).length).toBeGreaterThan(0);
    const onA = wayForward(history, spent.source, spent.vout, marks.blocks.a16);
    expect(onA[0]!.spentBy).toBe(marks.txs.conflicted);
  });
});

describe('the flow', () => {
  const pending = pendingOf(history, tip, endTime);
  const graph = flowGraphOf(history, tip, 8, pending, ghostsOf(history, tip, -1, endTime, 8));

  test('holds the newest blocks in order, then what waits', () => {
    expect(graph.columns.map((column) => column.height)).toEqual([10, 11, 12, 13, 14, 15, 16, 17, -1]);
    expect([...pending].sort()).toEqual([marks.txs.returned, marks.txs.pending].sort());
    expect(graph.txs.filter((tx) => tx.kind === 'coinbase')).toHaveLength(8);
  });

  test('every coin leaves a transaction of the picture or comes from before it', () => {
    const shown = new Set(graph.txs.map((tx) => tx.tx));
    for (const coin of graph.coins) {
      expect(shown.has(coin.tx)).toBe(!coin.fromBefore);
      if (coin.spender >= 0) expect(shown.has(coin.spender)).toBe(true);
    }
  });

  test('shows what the reorganisation took out, by block and fate', () => {
    expect(graph.ghosts.map((ghost) => [ghost.height, ghost.fate, ghost.txs.length])).toEqual([
      [15, 'vanished', 1],
      [15, 're-mined', 1],
      [15, 'conflicted', 1],
      [16, 'vanished', 1],
      [16, 're-mined', 1],
      [16, 'back-in-mempool', 1],
    ]);
    expect(ghostsOf(history, tip, -1, 0, 8)).toEqual([]);
  });

  test('bars of a layer never overlap, and bands are as thick as they are worth', () => {
    const layout = layOutFlow(graph, 260);
    for (const bar of layout.bars) {
      for (const other of layout.bars) {
        if (bar === other || bar.x0 !== other.x0) continue;
        expect(bar.y1 <= other.y0 + 1e-6 || other.y1 <= bar.y0 + 1e-6).toBe(true);
      }
      expect(bar.y0).toBeGreaterThanOrEqual(0);
      expect(bar.y1).toBeLessThanOrEqual(layout.height);
    }
    const wide = layout.bands.filter((band) => band.width > 3);
    for (const band of wide) expect(band.width / band.value).toBeCloseTo(wide[0]!.width / wide[0]!.value);
  });

  test('a new block leaves the columns before it where they were', () => {
    const sameStart = (blocks: number, at: number) => layOutFlow(flowGraphOf(history, at, blocks, []), 4_000);
    const before = sameStart(7, marks.blocks.b16);
    const after = sameStart(8, marks.blocks.b17);
    for (const bar of before.bars) {
      const now = after.bars.find((candidate) => candidate.tx === bar.tx)!;
      expect([now.x0, now.y0]).toEqual([bar.x0, bar.y0]);
    }
  });

  test('an empty chain is an empty picture', () => {
    expect(layOutFlow(flowGraphOf(history, -1, 8, []), 200)).toMatchObject({ bars: [], bands: [], width: 0 });
  });

  test('waiting payments are bounded, and the rest is counted', () => {
    const many = history.transactions.filter((tx) => !tx.coinbase).map((tx) => tx.index);
    const bounded = flowGraphOf(history, 9, 2, many);
    expect(bounded.txs.filter((tx) => tx.kind === 'pending').length + bounded.hidden).toBe(many.length);
    expect(bounded.txs.filter((tx) => tx.kind === 'pending').length).toBeLessThanOrEqual(20);
  });
});
