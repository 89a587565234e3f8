import { describe, expect, test } from 'vitest';

import { findScenario } from '#scenarios/shipped';
import { LogKind } from '#simulation/log';
import { parseSavedRun } from '#simulation/parse-run';
import { engineVersion, type Run } from '#simulation/run';
import { applyParameters } from '#simulation/scenario/apply-parameters';
import type { Scenario } from '#simulation/scenario/scenario';
import type { ShelvedRun } from '../../src/app/run-shelf.ts';
import { breathe, openPage, type Page } from './studio-harness.ts';

const minute = 60e6;

function firstFound(page: Page): number {
  const { studio } = page;
  const row = studio
    .history()
    .milestones(0, Number.POSITIVE_INFINITY)
    .find((row) => row.kind === LogKind.blockFound);
  return row?.time ?? Number.POSITIVE_INFINITY;
}

async function computed(page: Page, time: number): Promise<void> {
  page.studio.verbs.pause();
  page.studio.verbs.seek(time);
  await page.until(() => page.studio.getState().playhead.time === time);
}

describe('opening', () => {
  test('the first scenario plays at once and shows a block within thirty seconds', async () => {
    const page = await openPage();
    const { studio } = page;
    expect(studio.getState()).toMatchObject({ status: 'ready', playing: true, notices: [] });
    await page.until(() => studio.getState().playhead.time > firstFound(page), 30);
  });

  test('a scenario by id, from the start, and an unknown one not at all', async () => {
    const page = await openPage();
    const { studio } = page;
    await studio.verbs.openScenario('nowhere');
    expect(studio.getState().run.scenario.id).toBe('quiet-network');
    expect(studio.getState().notices.at(-1)).toMatchObject({ tone: 'error', key: 'unknownScenario' });
    await studio.verbs.openScenario('two-blocks-at-once', 7);
    expect(studio.getState().run).toMatchObject({ seed: 7, actions: [] });
    expect(studio.getState().playhead.time).toBe(0);
  });
});

describe('time', () => {
  test('stands still when paused, and a hidden tab makes no jump', async () => {
    const page = await openPage();
    const { studio } = page;
    await page.play(2);
    studio.verbs.pause();
    const { playhead } = studio.getState();
    await page.play(1);
    expect(studio.getState().playhead).toEqual(playhead);
    studio.verbs.setSpeed({ mode: 'fixed', microsPerSecond: 1e6 });
    studio.verbs.play();
    await page.play(60, 1 / 30);
    expect(studio.getState().playhead.time - playhead.time).toBeLessThanOrEqual(0.3e6);
  });

  test('runs at a fixed speed as told', async () => {
    const page = await openPage();
    const { studio } = page;
    studio.verbs.setSpeed({ mode: 'fixed', microsPerSecond: 2e6 });
    await page.play(1);
    const from = studio.getState().playhead.time;
    await page.play(3);
    expect(studio.getState().playhead.time - from).toBeGreaterThan(5.5e6);
    expect(studio.getState().playhead.time - from).toBeLessThan(6.5e6);
  });

  test('is told to panels at most ten times a second while playing', async () => {
    const page = await openPage();
    await page.play(1);
    let told = 0;
    page.studio.subscribe(() => told++);
    await page.play(2, 60);
    expect(told).toBeLessThanOrEqual(21);
    expect(told).toBeGreaterThan(10);
  });

  test('steps by event one row at a time and back again the same way', async () => {
    const page = await openPage();
    const { studio } = page;
    await computed(page, 30e6);
    studio.verbs.seekRow(40);
    expect(studio.getState().playhead.index).toBe(41);
    studio.verbs.stepEvent(1);
    expect(studio.getState().playhead.index).toBe(42);
    studio.verbs.stepEvent(10);
    expect(studio.getState().playhead.index).toBe(52);
    studio.verbs.stepEvent(-11);
    expect(studio.getState().playhead).toMatchObject({ index: 41, time: studio.history().row(40)?.time });
  });

  test('steps to blocks that are not computed yet, and back', async () => {
    const page = await openPage();
    const { studio } = page;
    studio.verbs.pause();
    studio.verbs.seek(0);
    const seen: number[] = [];
    for (let step = 0; step < 3; step++) {
      const { index } = studio.getState().playhead;
      studio.verbs.stepBlock(1);
      await page.until(() => studio.getState().playhead.index > index);
      const row = studio.history().row(studio.getState().playhead.index - 1);
      expect(row?.kind).toBe(LogKind.blockFound);
      seen.push(studio.getState().playhead.index);
    }
    studio.verbs.stepBlock(-1);
    expect(studio.getState().playhead.index).toBe(seen[1]);
    studio.verbs.stepInteresting(1);
    expect(studio.getState().playhead.index).toBeGreaterThan(seen[1] as number);
  });

  test('stops by itself at the next block', async () => {
    const page = await openPage();
    const { studio } = page;
    studio.verbs.setPauseAt('block');
    await page.until(() => !studio.getState().playing, 60);
    expect(studio.getState().playhead.time).toBe(firstFound(page));
    studio.verbs.play();
    await page.play(0.2);
    expect(studio.getState().playhead.time).toBeGreaterThan(firstFound(page));
  });

  test('stands still at every beat that asks for it, whoever plays it, and goes on from there', async () => {
    const page = await openPage();
    const { studio } = page;
    const { verbs } = studio;
    const applied = applyParameters(findScenario('double-spend') as Scenario, { q: 0.75, z: 1 });
    if (!applied.ok) throw new Error(applied.refusal.path);
    const beats = applied.scenario.beats.map((beat) => ({ ...beat, pause: true }));
    const scenario = { ...applied.scenario, beats, byHand: true };
    await verbs.openRun({ engine: engineVersion, scenario, seed: 3, actions: [] });
    verbs.setGodView(true);
    verbs.setSpeed({ mode: 'fixed', microsPerSecond: 60e6 });
    const stopped = () => !studio.getState().playing;
    const told = () =>
      studio
        .history()
        .milestones(0, Number.POSITIVE_INFINITY)
        .filter(({ kind, row }) => kind === LogKind.beat && row < studio.getState().playhead.index)
        .map(({ x }) => beats[x]?.id);
    const playOn = async () => {
      verbs.play();
      const from = studio.getState().playhead.time;
      await page.until(() => studio.getState().playhead.time > from);
    };
    for (const id of ['pay', 'secret']) {
      await playOn();
      // As the director's button does it.
      void verbs.act({ type: 'beat', beat: id });
      verbs.play();
      await page.until(stopped, 10);
      expect(told().at(-1)).toBe(id);
    }
    await playOn();
    await page.until(stopped);
    expect(told().at(-1)).toBe('shipped');
    // In the very microsecond at which time stands still.
    void verbs.act({ type: 'beat', beat: 'publish' });
    verbs.play();
    await page.until(stopped, 10);
    expect(told().at(-1)).toBe('publish');
    await playOn();
    await page.until(stopped);
    expect(told().at(-1)).toBe('end');
    await playOn();
    await page.play(2);
    expect(stopped()).toBe(false);
  });

  test('a scene does not depend on the way there', async () => {
    const page = await openPage();
    const { studio } = page;
    await page.play(8);
    studio.verbs.pause();
    const { playhead } = studio.getState();
    const played = snapshot(page);
    studio.verbs.seek(0);
    studio.verbs.seek(playhead.time);
    expect(snapshot(page)).toEqual(played);
    studio.verbs.seek(playhead.time + 20 * minute);
    await page.until(() => studio.getState().playhead.time === playhead.time + 20 * minute);
    studio.verbs.seek(playhead.time);
    expect(snapshot(page)).toEqual(played);
  });
});

function snapshot(page: Page) {
  const { studio } = page;
  const { playhead } = studio.getState();
  const scene = studio.scene();

  const nodes = scene.nodes.length;
  return {
    index: playhead.index,
    tips: Array.from(scene.nodeTip).slice(0, nodes),
    mempool: Array.from(scene.nodeMempool).slice(0, nodes),
    tries: Array.from(scene.nodeTries).slice(0, nodes),
    flights: Array.from(scene.inFlight.row).slice(0, scene.inFlight.count),
  };
}

describe('acting', () => {
  test('at the head of what was seen continues the same timeline', async () => {
    const page = await openPage();
    const { studio } = page;
    await page.play(3);
    studio.verbs.pause();
    const before = snapshot(page);
    const { time } = studio.getState().playhead;
    await studio.verbs.act({ type: 'set-hash-rate', node: firstNode(page), hashRate: 30 });
    const state = studio.getState();
    expect(state.timelines.length).toBe(1);
    expect(state.run.actions).toEqual([
      { at: time, action: { type: 'set-hash-rate', node: firstNode(page), hashRate: 30 } },
    ]);
    expect(state.playhead.time).toBe(time);
    expect(snapshot(page).tips).toEqual(before.tips);
    expect(state.canUndo).toBe(true);
    studio.verbs.play();
    await page.play(2);
    expect(studio.getState().playhead.time).toBeGreaterThan(time);
    expect(studio.getState().notices).toEqual([]);
  });

  test('in the past opens a second timeline and keeps the first', async () => {
    const page = await openPage();
    const { studio } = page;
    await computed(page, 40 * minute);
    const first = studio.history();
    const blocks = first.blocks.map((block) => block.hash);
    const seen = first.rowCount;
    studio.verbs.seek(5 * minute);
    await studio.verbs.act({ type: 'mine-now', node: firstNode(page) });
    const { timelines, activeTimeline } = studio.getState();
    expect(timelines.length).toBe(2);
    expect(timelines[1]).toMatchObject({ id: activeTimeline, forkedAt: 5 * minute });
    const original = studio.history(timelines[0]?.id);
    expect(original).toBe(first);
    expect(original.rowCount).toBeGreaterThanOrEqual(seen);
    await computed(page, 40 * minute);
    const info = studio.getState().timelines[1];
    const differing = info?.firstDifferingBlock ?? -1;
    expect(differing).toBeGreaterThan(0);
    expect(studio.history().blocks[differing]?.hash).not.toBe(original.blocks[differing]?.hash);
    expect(studio.history().blocks[differing - 1]?.hash).toBe(original.blocks[differing - 1]?.hash);
    expect(original.blocks.slice(0, blocks.length).map((block) => block.hash)).toEqual(blocks);
    studio.verbs.swapTimelines();
    expect(studio.getState().activeTimeline).toBe(timelines[0]?.id);
    expect(studio.getState().playhead.time).toBe(40 * minute);
    studio.verbs.swapTimelines();
    expect(studio.getState().activeTimeline).toBe(activeTimeline);
    studio.verbs.dropOtherTimeline();
    expect(studio.getState().timelines.length).toBe(1);
  });

  test('a third time gives up the timeline it did not leave, whose run can be kept', async () => {
    const page = await openPage();
    const { studio } = page;
    const kept: ShelvedRun[] = [];
    studio.onGivenUp((run) => kept.push(run));
    await computed(page, 20 * minute);
    studio.verbs.seek(5 * minute);
    await studio.verbs.act({ type: 'mine-now', node: firstNode(page) });
    expect(kept).toEqual([]);
    await computed(page, 12 * minute);
    const second = studio.getState().run.actions;
    studio.verbs.seek(8 * minute);
    await studio.verbs.act({ type: 'mine-now', node: firstNode(page) });
    const { timelines, notices, run } = studio.getState();
    expect(timelines.map(({ actions }) => actions.length)).toEqual([1, 2]);
    expect(timelines[0]?.actions).toEqual(second);
    expect(kept).toEqual([{ run: { ...run, actions: [] }, time: 20 * minute }]);
    expect(notices.at(-1)?.key).toBe('thirdTimeline');
  });

  test('can be undone and done again; an undo back to the first timeline just looks at it', async () => {
    const page = await openPage();
    const { studio } = page;
    await computed(page, 20 * minute);
    studio.verbs.seek(5 * minute);
    await studio.verbs.act({ type: 'mine-now', node: firstNode(page) });
    const forks = page.calls.filter((call) => call === 'setActions').length;
    await studio.verbs.undo();
    expect(studio.getState().activeTimeline).toBe(studio.getState().timelines[0]?.id);
    expect(studio.getState().run.actions).toEqual([]);
    await studio.verbs.redo();
    expect(studio.getState().run.actions.length).toBe(1);
    expect(page.calls.filter((call) => call === 'setActions').length).toBe(forks);
    expect(studio.getState()).toMatchObject({ canUndo: true, canRedo: false });
  });

  test('says what undo took back, also after turning to the other timeline', async () => {
    const page = await openPage();
    const { studio } = page;
    await computed(page, 20 * minute);
    studio.verbs.seek(5 * minute);
    await studio.verbs.act({ type: 'mine-now', node: firstNode(page) });
    const said = () => studio.getState().notices.at(-1);
    studio.verbs.swapTimelines();
    expect(said()?.key).toBe('lookingAtFirst');
    await studio.verbs.undo();
    expect(said()).toMatchObject({ key: 'undoneThere', about: { action: { type: 'mine-now' } } });
    expect(studio.getState().activeTimeline).toBe(studio.getState().timelines[0]?.id);
    await studio.verbs.redo();
    expect(said()).toMatchObject({ key: 'redoneOther', about: { at: 5 * minute } });
  });

  test('shows what had become of a partition that never healed, the scenario’s own healing included', async () => {
    const page = await openPage({ scenario: 'partition-and-heal' });
    const { studio } = page;
    studio.verbs.setSpeed({ mode: 'fixed', microsPerSecond: 3_600e6 });
    const reorg = () => studio.history().reorganisations.find((one) => one.disconnected.length > 1);
    await page.until(() => {
      // Time stops on the way, for the class to predict.
      if (!studio.getState().playing) studio.verbs.play();
      return (reorg()?.time ?? Number.POSITIVE_INFINITY) < studio.getState().playhead.time;
    });
    studio.verbs.pause();
    const healing = studio.history().actions.findLast(({ action }) => action.type === 'heal');
    await studio.verbs.withoutHeal(healing?.index ?? -1);
    const { timelines, activeTimeline, playhead } = studio.getState();
    expect(timelines.map(({ forkedAt }) => forkedAt)).toEqual([0, healing?.at]);
    expect(activeTimeline).toBe(timelines[1]?.id);
    expect(playhead.time).toBe(healing?.at);
    studio.verbs.play();
    const later = (healing?.at ?? 0) + 60 * minute;
    await page.until(() => studio.getState().playhead.time >= later);
    const scene = studio.scene();
    const tips = new Set(
      scene.nodes
        .filter(({ index }) => scene.nodeOnline[index] === 1)
        .map(({ index }) => scene.nodeTip[index]),
    );
    expect(tips.size).toBeGreaterThan(1);
    expect(studio.history().reorganisations.some(({ time }) => time > (healing?.at ?? 0) + minute)).toBe(
      false,
    );
  });

  test('of the present is undone by the worker, and the playhead waits where it was', async () => {
    const page = await openPage();
    const { studio } = page;
    await page.play(2);
    await studio.verbs.act({ type: 'set-hash-rate', node: firstNode(page), hashRate: 0 });
    await page.play(2);
    studio.verbs.pause();
    const { time } = studio.getState().playhead;
    await studio.verbs.undo();
    expect(studio.getState().run.actions).toEqual([]);
    await page.until(() => studio.getState().playhead.time === time);
    expect(studio.getState().timelines.length).toBe(2);
  });

  test('gives the history that replaying the run from nothing gives', async () => {
    const page = await openPage();
    const { studio } = page;
    await page.play(3);
    await studio.verbs.act({ type: 'mine-now', node: firstNode(page) });
    await page.play(4);
    await studio.verbs.act({ type: 'set-hash-rate', node: firstNode(page), hashRate: 5 });
    await computed(page, 30 * minute);
    const blocks = studio.history().blocks.map((block) => block.hash);
    const { run } = studio.getState();
    const again = await openPage();
    await again.studio.verbs.openRun(run, { time: 30 * minute });
    await again.until(() => again.studio.getState().playhead.time === 30 * minute);
    const replayed = again.studio.history().blocks.map((block) => block.hash);
    const length = Math.min(blocks.length, replayed.length);
    expect(replayed.slice(0, length)).toEqual(blocks.slice(0, length));
    expect(length).toBeGreaterThan(blocks.length - 3);
    expect(snapshot(again)).toEqual(snapshot(page));
  });
});

function firstNode(page: Page): string {
  return page.studio.getState().run.scenario.nodes[0]?.name ?? '';
}

describe('starting over', () => {
  test('goes back to nothing done, and undo brings the actions back', async () => {
    const page = await openPage();
    const { studio } = page;
    await page.play(2);
    await studio.verbs.act({ type: 'mine-now', node: firstNode(page) });
    const { actions } = studio.getState().run;
    studio.verbs.restart();
    await page.until(() => studio.getState().run.actions.length === 0 && studio.getState().playing);
    expect(studio.getState().canUndo).toBe(true);
    await studio.verbs.undo();
    expect(studio.getState().run.actions).toEqual(actions);
  });
});

describe('files and links', () => {
  test('a saved file opens to the same run at the same moment', async () => {
    const page = await openPage();
    const { studio } = page;
    await page.play(6);
    await studio.verbs.act({ type: 'mine-now', node: firstNode(page) });
    await page.play(2);
    studio.verbs.pause();
    await studio.verbs.saveFile();
    const file = page.downloads[0];
    expect(file?.name).toBe(
      'chainroom-quiet-network-seed-1.json'.replace('1', String(studio.getState().run.seed)),
    );
    const parsed = parseSavedRun(file?.text);
    expect(parsed.ok && parsed.value.run).toEqual(studio.getState().run);
    const other = await openPage({ scenario: 'newcomer' });
    await other.studio.verbs.loadText(file?.text ?? '', 'x.json');
    const { time } = studio.getState().playhead;
    await other.until(() => other.studio.getState().playhead.time === time);
    expect(snapshot(other)).toEqual(snapshot(page));
    expect(other.studio.getState().hashesFromLedger).toBeGreaterThan(0);
    await other.studio.verbs.undo();
    expect(other.studio.getState().run.actions).toEqual([]);
  });

  test('a link opens to the same run at the same moment', async () => {
    const page = await openPage({ scenario: 'two-blocks-at-once' });
    const { studio } = page;
    await page.play(4);
    studio.verbs.pause();
    await studio.verbs.act({ type: 'mine-now', node: firstNode(page) });
    const link = (await studio.verbs.shareLink()) ?? '';
    expect(link.length).toBeLessThan(1000);
    const other = await openPage({ hash: link.split('#')[1] ?? '' });
    expect(other.studio.getState().run).toEqual(studio.getState().run);
    const { time } = studio.getState().playhead;
    await other.until(() => other.studio.getState().playhead.time === time);
    expect(snapshot(other)).toEqual(snapshot(page));
    expect(other.hash).toBe('');
  });

  test.each([
    ['a cut link', (hash: string) => hash.slice(0, -5), 'linkDamaged'],
    ['a link with a foreign letter', (hash: string) => hash.replace('run=e', 'run=%'), 'linkCharacter'],
  ])('%s is refused with a sentence, and the work stays', async (_, damage, key) => {
    const page = await openPage();
    const { studio } = page;
    await page.play(2);
    studio.verbs.pause();
    const { run, playhead } = studio.getState();
    const hash = ((await studio.verbs.shareLink()) ?? '').split('#')[1] ?? '';
    page.changeHash(damage(hash));
    await breathe();
    expect(studio.getState().notices.at(-1)).toMatchObject({ tone: 'error', key });
    expect(studio.getState().run).toBe(run);
    expect(studio.getState().playhead).toEqual(playhead);
  });

  test('a broken file is refused with what and where, and the work stays', async () => {
    const page = await openPage();
    const { studio } = page;
    const { run } = studio.getState();
    await studio.verbs.loadText('{"format": "chainroom-run", oops', 'run.json');
    expect(studio.getState().notices.at(-1)).toMatchObject({
      key: 'notJson',
      values: { position: 28, line: 1, column: 29, name: 'run.json' },
    });
    const wrong = { format: 'chainroom-run', version: 1, run: { ...run, seed: -1 } };
    await studio.verbs.loadText(JSON.stringify(wrong), 'run.json');
    expect(studio.getState().notices.at(-1)).toMatchObject({
      key: 'wrongValue',
      values: { path: 'run.seed' },
    });
    expect(studio.getState().run).toBe(run);
  });

  test('a run that the simulation refuses leaves the work as it is', async () => {
    const page = await openPage();
    const { studio } = page;
    await page.play(2);
    studio.verbs.pause();
    const { run, playhead } = studio.getState();
    const impossible: Run = {
      ...run,
      engine: engineVersion,
      scenario: { ...run.scenario, prologue: 'none' },
    };
    await studio.verbs.openRun(impossible);
    expect(studio.getState().notices.at(-1)).toMatchObject({ tone: 'error', key: 'refused' });
    expect(studio.getState().run).toBe(run);
    expect(studio.getState().playhead).toEqual(playhead);
    studio.verbs.play();
    await page.play(1);
    expect(studio.getState().playhead.time).toBeGreaterThan(playhead.time);
  });

  test('work survives a reload', async () => {
    const page = await openPage();
    const { studio } = page;
    await page.play(4);
    await studio.verbs.act({ type: 'mine-now', node: firstNode(page) });
    studio.verbs.bookmark();
    await page.play(7);
    studio.verbs.pause();
    await page.play(0.2);
    page.hide();
    const reloaded = await openPage({ kept: page.kept });
    const { time } = studio.getState().playhead;
    // Until it is there again, panels can tell how far it has come.
    expect(reloaded.studio.getState().headingFor).toBe(time);
    await reloaded.until(() => reloaded.studio.getState().playhead.time === time);
    await reloaded.play(0.2);
    expect(reloaded.studio.getState().headingFor).toBe(-1);
    expect(reloaded.studio.getState().run).toEqual(studio.getState().run);
    expect(reloaded.studio.getState().bookmarks).toEqual(studio.getState().bookmarks);
    expect(snapshot(reloaded)).toEqual(snapshot(page));
  });

  test.each(['first', 'second'])(
    'both timelines survive a reload while the %s is looked at',
    async (which) => {
      const page = await openPage();
      const { studio } = page;
      studio.verbs.setSpeed({ mode: 'fixed', microsPerSecond: 10e6 });
      await page.until(() => studio.getState().playhead.time > 40e6);
      await computed(page, 20e6);
      await studio.verbs.act({ type: 'mine-now', node: firstNode(page) });
      await computed(page, 40e6);
      if (which === 'first') studio.verbs.swapTimelines();
      await page.until(() => studio.getState().headingFor === -1);
      await page.play(0.2);
      page.hide();
      const again = await openPage({ kept: page.kept });
      // A page that goes again before all is back loses nothing either.
      again.hide();
      const reloaded = await openPage({ kept: again.kept });
      await reloaded.until(() => reloaded.studio.getState().timelines.length === 2);
      await reloaded.until(() => reloaded.studio.getState().headingFor === -1);
      const told = ({ studio }: Page) => {
        const { run, timelines, activeTimeline, playhead } = studio.getState();
        return {
          actions: run.actions,
          time: playhead.time,
          timelines: timelines.map(({ id, actions, forkedAt, forkedRow }) => ({
            actions,
            forkedAt,
            forkedRow,
            active: id === activeTimeline,
          })),
        };
      };
      expect(told(reloaded)).toEqual(told(page));
      expect(snapshot(reloaded)).toEqual(snapshot(page));
      reloaded.studio.verbs.swapTimelines();
      studio.verbs.swapTimelines();
      await computed(reloaded, 40e6);
      await computed(page, 40e6);
      expect(snapshot(reloaded)).toEqual(snapshot(page));
    },
  );

  test('damaged kept work costs a sentence, not the page', async () => {
    const page = await openPage({ kept: { run: 5, generation: 3 } });
    expect(page.studio.getState().status).toBe('ready');
    expect(page.studio.getState().notices.at(-1)?.tone).toBe('error');
  });
});

describe('seeds and proofs', () => {
  test('finds the same seed whatever the number of workers', async () => {
    const seeds: (number | undefined)[] = [];
    for (const seedTriers of [1, 3]) {
      const page = await openPage({
        client: {
          seedTriers,
          trySeed: async (run) => {
            await new Promise((resolve) => setTimeout(resolve, (run.seed * 7) % 5));
            return { found: run.seed % 10 === 6 || run.seed % 10 === 8, at: 1, hashes: 0 };
          },
        },
      });
      const { studio } = page;
      await studio.verbs.openScenario('quiet-network', 11);
      await studio.verbs.findSeed({ type: 'fork-within', micros: minute });
      seeds.push(studio.getState().seedSearch?.foundSeed);
      expect(studio.getState().seedSearch?.running).toBe(false);
      expect(studio.getState().notices.at(-1)).toMatchObject({ key: 'seedFound', values: { seed: 16 } });
    }
    expect(seeds).toEqual([16, 16]);
  });

  test('a search can be cancelled', async () => {
    const page = await openPage({ client: { trySeed: () => new Promise(() => {}) } });
    const { studio } = page;
    const searching = studio.verbs.findSeed({ type: 'fork-within', micros: minute });
    expect(studio.getState().seedSearch?.running).toBe(true);
    studio.verbs.cancelFindSeed();
    await searching;
    expect(studio.getState().seedSearch).toMatchObject({ running: false, foundSeed: undefined });
  });

  test('verifies a timeline with fresh hashes', async () => {
    const page = await openPage();
    const { studio } = page;
    await computed(page, 5 * minute);
    await studio.verbs.verify();
    expect(studio.getState().verification).toMatchObject({ done: true, matches: true });
    expect(studio.getState().notices.at(-1)).toMatchObject({ tone: 'success', key: 'verified' });
  });
});

describe('the worker', () => {
  test('that breaks is told once, and what is known stays', async () => {
    const page = await openPage({
      simulation: (real) =>
        ({
          ...Object.fromEntries(['open', 'act', 'save'].map((verb) => [verb, real[verb as 'open']])),
          advanceTo: () => Promise.reject(new Error('out of memory')),
          messageRows: () => Promise.reject(new Error('out of memory')),
        }) as unknown as typeof real,
    });
    await page.play(2);
    const { notices, status } = page.studio.getState();
    expect(status).toBe('ready');
    expect(notices.map(({ key }) => key)).toEqual(['worker']);
  });

  test('is asked for a little ahead of the playhead, not for hours', async () => {
    const page = await openPage();
    const { studio } = page;
    studio.verbs.setSpeed({ mode: 'fixed', microsPerSecond: 1e6 });
    await page.play(10);
    expect(studio.history().reached - studio.getState().playhead.time).toBeLessThan(4 * 3600e6);
    const { reached } = studio.history();
    await page.play(2);
    expect(studio.history().reached).toBeLessThanOrEqual(
      Math.max(reached, studio.getState().playhead.time + 60e6),
    );
  });
});
