import { expect, test } from 'vitest';
import type { Tally } from '#experiments/experiment';
import { runTrials } from '#experiments/run-trials';
import { bestSearch } from '#mining/best-search';
import { experiment } from '../../src/cli/experiment.ts';

async function said(...args: string[]): Promise<{ readonly code: number; readonly text: string }> {
  let text = '';
  const code = await experiment(args, (line) => {
    text += line;
  });
  return { code, text };
}

const quietNetwork = 'src/scenarios/data/quiet-network.json';

const quick = ['double-spend', '--q', '0.4', '--z', '0..1', '--give-up', '2', '--trials', '5'];

test('prints the numbers that the same batch gives anywhere', async () => {
  const { code, text } = await said(...quick, '--seed', '9', '--threads', '1', '--json');
  expect(code).toBe(0);
  const { cells } = JSON.parse(text) as { cells: { cell: object; tally: Tally }[] };
  expect(cells.map(({ cell }) => cell)).toEqual([
    { q: 0.4, z: 0, win: 'ahead', preMined: 0, giveUp: 2, delay: 0 },
    { q: 0.4, z: 1, win: 'ahead', preMined: 0, giveUp: 2, delay: 0 },
  ]);
  const batch = {
    experiment: 'double-spend',
    seed: 9,
    trials: 5,
    cells: [{ q: 0.4, z: 1, win: 'ahead', preMined: 0, giveUp: 2, delay: 0 }],
  } as const;
  expect(cells[1]?.tally).toEqual(runTrials(batch, 0, 0, 5, bestSearch()));
});

test('as a table, a line for each number', async () => {
  const { text } = await said(...quick, '--threads', '1', '--csv');
  const [head, first] = text.split('\n');
  expect(head).toContain('q,z,win,preMined,giveUp,delay,trials,');
  expect(first).toMatch(/^0\.4,0,ahead,0,2,0,5,measured,success,/);
});

test.each([
  [['double-spend', '--q', '1'], '--q must stay below its bound'],
  [['double-spend', '--q', '0.1,many'], '--q is not a number'],
  [['double-spend', '--z=-1'], '--z is too small'],
  [['double-spend', '--trials', 'x'], '--trials is not a number'],
  [['propagation', '--nodes', '1000000'], '--nodes is too large'],
  [['double-spend', '--threads', '0'], '--threads'],
  [['double-spend', '--speed', '9'], 'usage: chainroom experiment double-spend'],
  [['nothing'], 'double-spend, selfish-mining'],
  [['repeat'], '--run FILE'],
  [['repeat', '--run', quietNetwork, '--at', '0.5s', '--count', 'levitate'], '--count levitate'],
  [['repeat', '--run', quietNetwork, '--at', '0.5s', '--count', '{"type":"reorg"}'], 'depthAtLeast'],
])('%o is refused with the reason', async (args, reason) => {
  const { code, text } = await said(...args);
  expect(code).toBe(2);
  expect((JSON.parse(text) as { error: string }).error).toContain(reason);
});
