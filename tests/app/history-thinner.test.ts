import { describe, expect, test } from 'vitest';
import { createHistory, type HistoryStore } from '#app/create-history';
import { Desk } from '#app/desk';
import { HistoryThinner } from '#app/history-thinner';
import { createSceneReader } from '#app/scene-at';
import { firstTrack } from '#app/track';
import { LogKind } from '#simulation/log';
import { answers, noRecords, syntheticLog } from './synthetic-log.ts';

const log = syntheticLog({ seed: 4, nodes: 6, blocks: 60, spacing: 300e6, txsPerBlock: 6 });
const parts = answers(log, 2_000);

function whole(): HistoryStore {
  const history = createHistory();
  for (const answer of parts) history.append(answer);
  return history;
}

function finish(history: HistoryStore, before: number): HistoryStore {
  const work = history.thinned(before);
  for (;;) {
    const step = work.next();
    if (step.done !== true) continue;
    if (step.value === undefined) throw new Error('it was cut');
    return step.value;
  }
}

describe('a thinned history', () => {
  const full = whole();
  const before = full.reached * 0.7;
  const thin = finish(whole(), before);

  test('is much smaller, and forgets only how mempools filled and emptied', () => {
    expect(thin.log.milestones.row.length).toBeLessThan(full.log.milestones.row.length * 0.75);
    const gossip: number[] = [LogKind.txAccepted, LogKind.txRemoved, LogKind.txOrphan];
    const rest = (history: HistoryStore) =>
      history.milestones(0, before).filter(({ kind }) => !gossip.includes(kind));
    expect(rest(thin)).toEqual(rest(full));
    expect(thin.milestones(before, full.reached)).toEqual(full.milestones(before, full.reached));
    expect(thin.rowCount).toBe(full.rowCount);
    expect(thin.reached).toBe(full.reached);
  });

  test('tells the same story', () => {
    expect(thin.interesting).toEqual(full.interesting);
    expect(thin.forks.map(({ from, to, branches }) => ({ from, to, branches }))).toEqual(
      full.forks.map(({ from, to, branches }) => ({ from, to, branches })),
    );
    const reorgs = (history: HistoryStore) =>
      history.reorganisations.map(({ row, disconnected, connected, fates }) => ({
        row,
        disconnected,
        connected,
        fates,
      }));
    expect(reorgs(thin)).toEqual(reorgs(full));
    const windows = (history: HistoryStore) =>
      history.story.windows.map(({ start, end, settled }) => ({ start, end, settled }));
    expect(windows(thin)).toEqual(windows(full));
    for (let tx = 0; tx < 40; tx++) expect(thin.arrivals('tx', tx)[0]).toEqual(full.arrivals('tx', tx)[0]);
  });

  test('draws the same scenes but for old mempools', () => {
    const read = [createSceneReader(), createSceneReader()] as const;
    for (let share = 0; share <= 1; share += 1 / 50) {
      const time = Math.floor(full.reached * share);
      const [a, b] = [full, thin].map((history, index) => {
        const scene = read[index as 0 | 1](history, { time, index: full.rowsThrough(time) });
        const { nodeTip, nodeTries, blockHolders, linkUp, nodeMempool } = scene;
        return {
          nodeTip,
          nodeTries,
          blockHolders,
          linkUp,
          ...(time >= before ? { nodeMempool } : {}),
          flights: scene.inFlight.count,
        };
      });
      expect(b).toEqual(a);
    }
  });

  test('goes on growing and being cut as any other', () => {
    const history = createHistory();
    const half = Math.floor(parts.length / 2);
    for (const answer of parts.slice(0, half)) history.append(answer);
    const work = history.thinned(history.reached * 0.5, 500);
    let step = work.next();
    expect(step.done).toBe(false);
    for (const answer of parts.slice(half)) history.append(answer);
    while (step.done !== true) step = work.next();
    const grown = step.value;
    expect(grown?.interesting).toEqual(full.interesting);
    grown?.truncate(grown.rowCount - 500);
    const rest = log.rows.slice(-500);
    const [answer] = answers({ rows: rest, records: noRecords }, 1e6);
    if (answer === undefined) throw new Error('no rows');
    grown?.append({ ...answer, log: { ...answer.log, first: rest[0]?.row ?? 0 } });
    expect(grown?.interesting).toEqual(full.interesting);
    expect(grown?.rowCount).toBe(full.rowCount);
  });

  test('comes to nothing when the original is cut meanwhile', () => {
    const history = whole();
    const work = history.thinned(before, 500);
    work.next();
    history.truncate(100);
    expect(work.next()).toEqual({ done: true, value: undefined });
  });
});

test('a long history is exchanged between two calls to the worker, and then left alone', async () => {
  const desk = new Desk();
  const [first, ...rest] = parts;
  if (first === undefined) throw new Error('no rows');
  const original = createHistory();
  desk.open(firstTrack(1, original, [], first), 0);
  for (const answer of rest) original.append(answer);
  const waiting: (() => Promise<void>)[] = [];
  const between = <T>(call: () => Promise<T>) =>
    new Promise<T>((resolve) => waiting.push(async () => resolve(await call())));
  const thinner = new HistoryThinner(desk, { between }, 2_000);
  for (let frame = 0; frame < 20; frame++) thinner.work();
  expect(desk.active?.history).toBe(original);
  await waiting[0]?.();
  const thin = desk.active?.history;
  expect(thin).not.toBe(original);
  expect(thin?.interesting).toEqual(original.interesting);
  await new Promise((resolve) => setTimeout(resolve, 0));
  for (let frame = 0; frame < 20; frame++) thinner.work();
  expect(waiting.length).toBe(1);
});
