import { expect, test } from 'vitest';
import { LogKind } from '#simulation/log';
import { blockFacts } from '../../../src/views/branches/block-facts.ts';
import { sightOf } from '../../../src/views/branches/sight.ts';
import { composeTree, newestHeight, treeMetrics } from '../../../src/views/tree/compose-tree.ts';
import { treeColumns } from '../../../src/views/tree/tree-columns.ts';
import { createTreeLanes } from '../../../src/views/tree/tree-lanes.ts';
import { second, stage } from '../director/staged.ts';

const staged = stage(
  [{ at: second, action: { type: 'forge-block', node: 'Eve', what: 'mint', extra: '100000000' } }],
  400 * second,
);
const { history } = staged;
const refusals = history.milestones(0, 400 * second, new Set([LogKind.blockRejected]));
const forged = refusals[0]?.object ?? -1;

test('a forged block is crossed out as soon as somebody has refused it, though nobody holds it', () => {
  expect(refusals.length).toBeGreaterThan(0);
  const { scene } = staged.at(400 * second);
  expect(scene.nodes[scene.blocks[forged]!.miner]!.name).toBe('Eve');
  expect(scene.blockHolders[forged]).toBe(0);
  expect(stateAt(refusals[0]!.time, forged)).toBe('invalid');
  expect(stateAt(400 * second, forged)).toBe('invalid');
});

test('between its find and the first refusal nothing is known against it', () => {
  const { scene } = staged.at(400 * second);
  expect(stateAt(scene.blocks[forged]!.foundAt, forged)).toBe('active');
});

/** How the tree draws `block` just after everything at `time`. */
function stateAt(time: number, block: number): string | undefined {
  const { scene } = staged.at(time);
  const sight = sightOf(scene, history, { viewAs: -1, godView: true });
  const facts = blockFacts(history);
  const lanes = createTreeLanes();
  lanes.extend(scene.blocks, (one) => facts.withheld.has(one));
  const metrics = treeMetrics(1, false);
  const tipHeight = newestHeight(scene, sight, lanes);
  const picture = composeTree({
    scene,
    sight,
    facts,
    lanes,
    columns: treeColumns({
      horizon: -1,
      time: scene.playhead.time,
      busy: lanes.busy,
      unfolded: new Set(),
      pitch: metrics.pitch,
      stubWidth: metrics.stubWidth,
    }),
    metrics,
    fromHeight: 0,
    toHeight: tipHeight,
    tipHeight,
    sliding: [],
    reorg: undefined,
    arrivalMicros: 1,
    measure: (label) => label.length * 7,
    many: (count) => `${count}`,
  });
  return picture.cards.find((card) => card.block === block)?.state;
}
