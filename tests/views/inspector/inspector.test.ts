import { describe, expect, test } from 'vitest';
import type { Selection } from '../../../src/app/studio-state.ts';
import { LogKind } from '../../../src/simulation/log.ts';
import { attackStateOf } from '../../../src/views/attack/attack-state.ts';
import { sightOf } from '../../../src/views/branches/sight.ts';
import { blockFields, blockHex } from '../../../src/views/inspector/block/block-hex.ts';
import { blockStateOf, spreadOf, triesFor } from '../../../src/views/inspector/block/block-state.ts';
import { breadcrumbOf } from '../../../src/views/inspector/breadcrumb.ts';
import { mainConsequence, outcomeOf } from '../../../src/views/inspector/message/message-outcome.ts';
import {
  explorerCsv,
  explorerRows,
  sortExplorerRows,
} from '../../../src/views/inspector/network/explorer-rows.ts';
import { isPartitioned, networkMood, tipGroups } from '../../../src/views/inspector/network/network-state.ts';
import { jsonLines, jsonNumber, jsonText } from '../../../src/views/inspector/parts/json-value.ts';
import { rowsOfKind } from '../../../src/views/inspector/rows-of-kind.ts';
import { emptyTrail, move, sameSelection, visit } from '../../../src/views/inspector/selection-trail.ts';
import { coreJson, prevoutsOf } from '../../../src/views/inspector/tx/core-json.ts';
import { layOutTxPicture } from '../../../src/views/inspector/tx/tx-picture-layout.ts';
import { txStateOf } from '../../../src/views/inspector/tx/tx-state.ts';
import { tellStory } from '../story.ts';

const story = tellStory();
const { history, marks } = story;
const everyone = { viewAs: -1, godView: true };
const splitRow = story.rows.findLast((row) => row.time < story.rows[marks.reorgRow]!.time - 10_000_000)!.row;
const end = story.sceneAt(marks.lastRow);
const endTip = marks.blocks.b17;
const endTime = end.playhead.time;

describe('the trail of selections', () => {
  const node = (index: number): Selection => ({ kind: 'node', node: index });

  test('goes back and forward like a browser, and forgets what lay ahead after a new visit', () => {
    let trail = [node(1), node(2), node(3)].reduce(visit, emptyTrail);
    trail = move(trail, -2);
    expect(trail.entries[trail.at]).toEqual(node(1));
    expect(move(trail, -9)).toBe(trail);
    trail = visit(trail, node(9));
    expect(trail.entries.map((entry) => (entry.kind === 'node' ? entry.node : 0))).toEqual([0, 1, 9]);
  });

  test('staying where one is adds nothing', () => {
    const trail = visit(emptyTrail, node(1));
    expect(visit(trail, { kind: 'node', node: 1 })).toBe(trail);
    expect(sameSelection({ kind: 'output', tx: 1, vout: 0 }, { kind: 'output', tx: 1, vout: 1 })).toBe(false);
  });
});

describe('breadcrumbs', () => {
  const texts = (selection: Selection) =>
    breadcrumbOf(history, selection, endTip).map((crumb) =>
      'name' in crumb.text ? crumb.text.name : crumb.text.key,
    );

  test('lead from the network through miner, block and transaction to an output', () => {
    expect(texts({ kind: 'none' })).toEqual(['network']);
    expect(texts({ kind: 'block', block: marks.blocks.b16 })).toEqual(['network', 'Eve', 'block']);
    expect(texts({ kind: 'output', tx: marks.txs.remined, vout: 0 })).toEqual([
      'network',
      'block',
      'tx',
      'output',
    ]);
    expect(texts({ kind: 'tx', tx: marks.txs.pending })).toEqual(['network', 'tx']);
    expect(texts({ kind: 'reorg', row: marks.reorgRow })).toEqual(['network', 'P3', 'reorg']);
  });

  test('end at the network for what is not there', () => {
    expect(texts({ kind: 'link', link: 999 })).toEqual(['network']);
    expect(texts({ kind: 'block', block: 999 })).toEqual(['network']);
  });
});

describe('the network in one value', () => {
  test('agrees at the end and is split before the heal', () => {
    expect(networkMood(end, sightOf(end, history, everyone))).toMatchObject({
      mood: 'agreed',
      tip: endTip,
      count: 8,
    });
    const split = story.sceneAt(splitRow);
    const sight = sightOf(split, history, everyone);
    expect(networkMood(split, sight).mood).toBe('split');
    expect(tipGroups(split, sight).map((group) => group.nodes.length)).toEqual([5, 3]);
    expect(isPartitioned(split)).toBe(true);
    expect(isPartitioned(end)).toBe(false);
  });
});

describe('where things stand', () => {
  const sight = sightOf(end, history, everyone);

  test('blocks', () => {
    const state = (block: number) => blockStateOf(history, end, sight, endTip, block);
    expect(state(endTip)).toEqual({ state: 'active', confirmations: 1 });
    expect(state(marks.blocks.fork)).toEqual({ state: 'active', confirmations: 4 });
    expect(state(marks.blocks.a16)).toEqual({ state: 'stale' });
    expect(blockStateOf(history, story.sceneAt(0), sight, -1, endTip)).toEqual({ state: 'future' });
    expect(triesFor(history, endTip)).toBeGreaterThan(0);
    expect(triesFor(history, 0)).toBeUndefined();
  });

  test('transactions, each fate of the reorganisation', () => {
    const state = (tx: number) => txStateOf(history, tx, endTip, endTime);
    expect(state(marks.txs.remined)).toMatchObject({
      state: 'confirmed',
      block: marks.blocks.b16,
      confirmations: 2,
    });
    expect(state(marks.txs.returned)).toMatchObject({ state: 'pending' });
    expect(state(marks.txs.conflicted)).toEqual({
      state: 'conflicted',
      conflict: marks.txs.winner,
      through: marks.txs.conflicted,
    });
    expect(state(history.blocks[marks.blocks.a15]!.transactions[0]!)).toEqual({ state: 'vanished' });
    expect(txStateOf(history, marks.txs.pending, endTip, 0)).toEqual({ state: 'future' });
  });

  test('spread counts from the first holder and knows only the past', () => {
    const arrivals = [50, 10, 30, 20].map((time, node) => ({ node, time }));
    expect(spreadOf(arrivals, 4, 100)).toEqual({ holders: 4, toHalf: 10, toAll: 40 });
    expect(spreadOf(arrivals, 4, 25)).toEqual({ holders: 2, toHalf: 10, toAll: undefined });
  });
});

describe('messages', () => {
  const sends = story.rows.filter((row) => row.kind === LogKind.send);

  test('are under way until their arrival and delivered after it', () => {
    const sent = sends.find((row) => history.payloads[row.object]!.command === 'tx')!;
    expect(outcomeOf(history, sent, sent.row).status).toBe('under-way');
    const outcome = outcomeOf(history, sent, marks.lastRow);
    expect(outcome.status).toBe('delivered');
    expect(outcome.at).toBe(sent.x);
  });

  test('name the consequence that matters most', () => {
    const row = (kind: number) => ({ row: 1, time: 1, kind, a: 1, b: 2, object: 3, x: 0 });
    const outcome = {
      status: 'delivered' as const,
      at: 1,
      consequences: [row(LogKind.send), row(LogKind.txAccepted), row(LogKind.txRejected)],
    };
    expect(mainConsequence(outcome)?.kind).toBe(LogKind.txRejected);
    expect(mainConsequence({ ...outcome, consequences: [] })).toBeUndefined();
  });
});

test('rows of a kind are gathered once, in order', () => {
  const found = rowsOfKind(history, LogKind.blockFound);
  expect(found.length).toBe(10);
  expect(rowsOfKind(history, LogKind.blockFound)).toBe(found);
});

test('an attack is seen from both sides', () => {
  const state = attackStateOf(history, end, 7, marks.lastRow)!;
  expect(state).toMatchObject({ merchant: 4, payment: marks.txs.conflicted, phase: 1 });
  expect(state.merchantSees.state).toBe('conflicted');
  expect(state.doubleSpend).toBe(marks.txs.winner);
  expect(attackStateOf(history, end, 7, 0)).toBeUndefined();
});

describe('the explorer table', () => {
  const rows = explorerRows(history, endTip);

  test('lists the chain from its tip, with the lecture’s columns', () => {
    expect(rows.map((row) => row.height)).toEqual([...rows.keys()].map((i) => 17 - i));
    expect(rows[1]).toMatchObject({ miner: 'Eve', transactions: 2 });
    expect(rows[1]!.reward).toBe(5_000_000_000n + BigInt(history.blocks[marks.blocks.b16]!.fees));
  });

  test('sorts by any column and writes CSV', () => {
    const heaviest = sortExplorerRows(rows, 'weight', true)[0]!;
    expect(Math.max(...rows.map((row) => row.weight))).toBe(heaviest.weight);
    const [header, first] = explorerCsv([{ ...rows[0]!, miner: 'a, "b"' }]).split('\r\n');
    expect(header).toBe('height,miner,txs,stripped_size,size,weight,mean_fee,reward');
    expect(first).toContain('"a, ""b"""');
  });
});

describe('bytes and JSON', () => {
  test('the parts of a block cover all of its bytes', () => {
    const record = history.blocks[marks.blocks.a15]!;
    const fields = blockFields(history, record, { header: 'h', count: 'n', coinbase: 'c', tx: (id) => id });
    expect(fields[0]).toMatchObject({ start: 0, end: 80 });
    for (const [i, field] of fields.slice(1).entries()) expect(field.start).toBe(fields[i]!.end);
    expect(blockHex(history, record).length / 2).toBe(fields.at(-1)!.end);
    expect(fields.at(-1)!.end).toBe(record.size);
  });

  test('amounts keep eight decimals', () => {
    const json = jsonText(coreJson(history, history.transactions[marks.txs.remined]!, endTip));
    expect(json).toContain('"value": 0.50000000,');
    expect(json).toContain('"confirmations": 2');
    expect(JSON.parse(json)).toMatchObject({ txid: history.transactions[marks.txs.remined]!.txid });
    expect(prevoutsOf(history, history.transactions[marks.txs.remined]!)).toHaveLength(1);
  });

  test('lines nest and empty lists stay short', () => {
    expect(jsonLines({ a: [], b: [1, jsonNumber('0.10')] }).map((line) => line.text)).toEqual([
      '{',
      '[],',
      '[',
      '1,',
      '0.10',
      ']',
      '}',
    ]);
  });
});

describe('the picture of a transaction', () => {
  test('bands have the thickness of their value and join without gaps', () => {
    const layout = layOutTxPicture([300n, 100n], [350n, 40n], 10n);
    const [first, second] = layout.inputs;
    expect(first!.thickness / second!.thickness).toBeCloseTo(3);
    expect(second!.innerY).toBeCloseTo(first!.innerY + first!.thickness);
    expect(layout.fee!.innerY).toBeCloseTo(layout.outputs[1]!.innerY + layout.outputs[1]!.thickness);
    expect(layout.outputs.every((band) => band.outerY > 0 && band.outerY < layout.height)).toBe(true);
  });

  test('the smallest value can still be seen, and a coinbase has no fee', () => {
    const layout = layOutTxPicture([5_000_000_000n], [4_999_999_999n, 1n], 0n);
    expect(layout.outputs[1]!.thickness).toBeGreaterThanOrEqual(2);
    expect(layout.fee).toBeUndefined();
  });
});
