import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createHistory, type HistoryStore } from '#app/create-history';
import type { Playhead, Scene } from '#app/scene';
import { createSceneReader } from '#app/scene-at';
import { LogKind } from '#simulation/log';
import { naiveScene } from './naive-scene.ts';
import { answers, type SyntheticLog, syntheticLog } from './synthetic-log.ts';

function fold(log: SyntheticLog, chunk = 1000, messageCapacity = 1e6): HistoryStore {
  const history = createHistory({ messageCapacity });
  for (const answer of answers(log, chunk)) history.append(answer);
  return history;
}

/** The parts of a scene that have a naive definition, as plain arrays of the tables' lengths. */
function plain(scene: Scene) {
  const nodes = scene.nodes.length;
  const cut = (values: ArrayLike<number>, length: number) => Array.from(values).slice(0, length);
  return {
    nodeBorn: cut(scene.nodeBorn, nodes),
    nodeOnline: cut(scene.nodeOnline, nodes),
    nodeTip: cut(scene.nodeTip, nodes),
    nodeMempool: cut(scene.nodeMempool, nodes),
    nodeHashRate: cut(scene.nodeHashRate, nodes),
    nodeBurst: cut(scene.nodeBurst, nodes),
    nodeMiningOn: cut(scene.nodeMiningOn, nodes),
    nodeTries: cut(scene.nodeTries, nodes),
    nodeRole: scene.nodeRole.slice(0, nodes),
    nodeSecret: cut(scene.nodeSecret, nodes),
    linkUp: cut(scene.linkUp, scene.links.length),
    blockFound: cut(scene.blockFound, scene.blocks.length),
    blockHolders: cut(scene.blockHolders, scene.blocks.length),
    inFlight: cut(scene.inFlight.row, scene.inFlight.count),
  };
}

const fraction = fc.double({ min: 0, max: 1, noNaN: true });

function playheadAt(log: SyntheticLog, where: number, byRow: boolean): Playhead {
  const last = log.rows.at(-1)?.time ?? 0;
  if (byRow) {
    const index = Math.floor(where * log.rows.length);
    return { index, time: index === 0 ? 0 : (log.rows[index - 1]?.time ?? 0) };
  }
  const time = Math.floor(where * last);
  return { time, index: log.rows.filter((row) => row.time <= time).length };
}

describe('the scene at a playhead', () => {
  test('is what reading every row from the start gives', () => {
    fc.assert(
      fc.property(
        fc.nat(1000),
        fc.array(fc.tuple(fraction, fc.boolean()), { maxLength: 12 }),
        (seed, stops) => {
          const log = syntheticLog({ seed, nodes: 5, blocks: 6 });
          const history = fold(log, 1 + (seed % 300));
          const read = createSceneReader();
          for (const [where, byRow] of stops) {
            const playhead = playheadAt(log, where, byRow);
            expect(plain(read(history, playhead))).toEqual(naiveScene(log.rows, log.records, playhead));
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  test('is the same whether played, sought or stepped there, and in any reader', () => {
    const log = syntheticLog({ seed: 7, nodes: 6, blocks: 8 });
    const history = fold(log);
    const reader = createSceneReader();
    const seen = new Map<number, ReturnType<typeof plain>>();
    for (let where = 0; where <= 1; where += 1 / 64) {
      seen.set(where, structuredClone(plain(reader(history, playheadAt(log, where, false)))));
    }
    const backwards = [...seen].reverse();
    for (const [where, scene] of backwards) {
      expect(plain(reader(history, playheadAt(log, where, false)))).toEqual(scene);
      expect(plain(createSceneReader()(history, playheadAt(log, where, false)))).toEqual(scene);
    }
  });

  test('is the same row by row, forwards and back, while more becomes known, as looked up at once', () => {
    const log = syntheticLog({ seed: 3, nodes: 5, blocks: 8 });
    const growing = createHistory();
    const stepping = createSceneReader();
    const at = (index: number) => ({ index, time: index === 0 ? 0 : (log.rows[index - 1]?.time ?? 0) });
    const compare = (index: number) =>
      expect(plain(stepping(growing, at(index))), `row ${index}`).toEqual(
        plain(createSceneReader()(growing, at(index))),
      );
    let shown = 0;
    for (const answer of answers(log, 90)) {
      growing.append(answer);
      for (; shown < growing.rowCount - 40; shown++) compare(shown);
    }
    for (; shown >= 0; shown -= 3) compare(shown);
  });

  test('of the past does not change when more future becomes known', () => {
    const log = syntheticLog({ seed: 11, nodes: 5, blocks: 8 });
    const growing = createHistory();
    const whole = fold(log);
    const read = createSceneReader();
    for (const answer of answers(log, 200)) {
      growing.append(answer);
      const playhead = { time: growing.reached, index: growing.rowsThrough(growing.reached) };
      const before = structuredClone(plain(read(growing, playhead)));
      expect(plain(read(whole, playhead))).toEqual(before);
    }
  });

  test('after a cut and another future is as if the first future had never been', () => {
    fc.assert(
      fc.property(fc.nat(500), fraction, fraction, (seed, cutAt, where) => {
        const log = syntheticLog({ seed, nodes: 4, blocks: 6 });
        const history = fold(log);
        const copy = history.clone();
        const rows = Math.floor(cutAt * log.rows.length);
        history.truncate(rows);
        expect(history.rowCount).toBe(rows);
        const rest = answers({ rows: log.rows, records: log.records }, log.rows.length)[0];
        if (rest === undefined) return;
        history.append({ ...rest, records: { ...rest.records, nodes: [], links: [], reasons: [] } });
        const playhead = playheadAt(log, where, false);
        const read = createSceneReader();
        const expected = naiveScene(log.rows, log.records, playhead);
        expect(plain(read(history, playhead))).toEqual(expected);
        expect(plain(read(copy, playhead))).toEqual(expected);
        expect(summary(history)).toEqual(summary(copy));
      }),
      { numRuns: 20 },
    );
  });

  test('keeps messages of a bounded ring only, and takes a forgotten stretch back', () => {
    const log = syntheticLog({ seed: 3, nodes: 6, blocks: 10, txsPerBlock: 8 });
    const history = fold(log, 500, 512);
    const read = createSceneReader();
    const time = (log.rows.filter((row) => row.kind === LogKind.send)[60]?.time ?? 0) + 10_000;
    const playhead = { time, index: log.rows.filter((row) => row.time <= time).length };
    const expected = naiveScene(log.rows, log.records, playhead);
    const { inFlight: none, ...without } = plain(read(history, playhead));
    const { inFlight, ...rest } = expected;
    expect(inFlight.length).toBeGreaterThan(0);
    expect(without).toEqual(rest);
    expect(none).toEqual([]);
    const from = Math.max(0, playhead.time - 10e6);
    const to = playhead.time + 10e6;
    const stretch = log.rows.filter((row) => row.time >= from && row.time <= to);
    const [answer] = answers({ rows: stretch, records: log.records }, stretch.length);
    if (answer === undefined) throw new Error('no rows');
    history.refill(from, to, { ...answer.log, first: stretch[0]?.row ?? 0 });
    expect(plain(read(history, playhead)).inFlight).toEqual(inFlight);
    expect(history.rowsThrough(playhead.time)).toBe(playhead.index);
    const carried = plain(read(history, playhead)).inFlight.map((row) => history.row(row)?.object ?? -1);
    for (const payload of carried) expect(history.payloads[payload]).toEqual(log.records.payloads[payload]);
  });
});

function summary(history: HistoryStore) {
  return {
    rowCount: history.rowCount,
    interesting: history.interesting,
    forks: history.forks.map(({ from, to, forkPoint, branches }) => ({ from, to, forkPoint, branches })),
    reorganisations: history.reorganisations.map((value) => ({
      ...value,
      disconnected: value.disconnected,
      fates: value.fates,
    })),
    online: history.onlineAt(history.rowCount),
  };
}
