import { describe, expect, test } from 'vitest';
import type { SavedWork } from '#app/autosave';
import { WorkKeeper, type WorkKeeperOptions } from '#app/work-keeper';
import { shippedScenarios } from '#scenarios/shipped';
import { engineVersion } from '#simulation/run';
import type { Scenario } from '#simulation/scenario/scenario';

const run = { engine: engineVersion, scenario: shippedScenarios[0] as Scenario, seed: 1, actions: [] };

function keeping(change: Partial<WorkKeeperOptions> = {}) {
  const saved: SavedWork[] = [];
  const failures: string[] = [];
  const quick: unknown[] = [];
  let position = 0;
  const keeper = new WorkKeeper({
    autosave: {
      load: async () => undefined,
      save: async (work) => {
        saved.push(work);
        return undefined;
      },
      saveNow: (work) => quick.push(work),
    },
    work: () => ({ run, position, bookmarks: [] }),
    ledger: async () => 'ledger',
    onFailure: (failure) => failures.push(failure),
    ...change,
  });
  const at = async (now: number) => {
    keeper.keepIfDue(now);
    await new Promise((resolve) => setTimeout(resolve, 0));
  };
  return {
    keeper,
    saved,
    failures,
    quick,
    at,
    move: (time: number) => {
      position = time;
    },
  };
}

describe('work', () => {
  test('is kept every few seconds, and only when it changed', async () => {
    const { saved, at, move } = keeping();
    move(1);
    await at(5_000);
    await at(6_000);
    expect(saved.length).toBe(1);
    await at(11_000);
    expect(saved.length).toBe(1);
    move(2);
    await at(12_000);
    expect(saved.length).toBe(1);
    await at(16_500);
    expect(saved).toMatchObject([
      { position: 1, generation: 1 },
      { position: 2, generation: 2 },
    ]);
  });

  test('is kept less often when its ledger is long', async () => {
    const { saved, at, move } = keeping({ ledger: async () => ' '.repeat(4_000_000) });
    move(1);
    await at(5_000);
    move(2);
    await at(11_000);
    expect(saved.length).toBe(1);
    await at(21_000);
    expect(saved.length).toBe(2);
  });

  test('that cannot be kept is told once, and tried again', async () => {
    let tries = 0;
    const { failures, at, move } = keeping({
      autosave: {
        load: async () => undefined,
        save: async () => {
          tries++;
          return 'full';
        },
        saveNow: () => {},
      },
    });
    for (let now = 6_000; now <= 36_000; now += 6_000) {
      move(now);
      await at(now);
    }
    expect(failures).toEqual(['full']);
    expect(tries).toBe(6);
  });

  test('is kept without its ledger when the page goes', async () => {
    const { keeper, quick, at, move } = keeping();
    move(1);
    await at(5_000);
    move(2);
    keeper.keepNow();
    expect(quick).toMatchObject([{ position: 2, generation: 2 }]);
  });
});
