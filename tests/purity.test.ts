import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const layers = ['bitcoin', 'mining', 'simulation', 'scenarios', 'experiments', 'lessons'];
const forbidden: readonly [RegExp, string][] = [
  [/\bnew Date\b|\bDate\.now\b/, 'Date: simulated time only'],
  [/\bperformance\.now\b/, 'performance: simulated time only'],
  [/\bsetTimeout\b|\bsetInterval\b|\bqueueMicrotask\b/, 'timers: the world is asked, it does not wake up'],
  [/\bMath\.random\b|\bgetRandomValues\b/, 'randomness: streams split from the seed'],
  [
    /\bMath\.(sin|cos|tan|exp|log|log2|log10|pow|sqrt|cbrt|hypot)\b/,
    'transcendental Math: engines differ in the last bit',
  ],
  [/\basync\b|\bawait\b/, 'async: the world is a function'],
  [/\bfrom 'react|\bfrom 'd3|\bfrom 'comlink/, 'a library of the page'],
];

/** Curves that are drawn beside what was measured. No trial reads them, so the last bit of Math.exp cannot reach a trace. */
const mayBeTranscendental = join('src', 'experiments', 'theory');

function files(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? files(path) : path.endsWith('.ts') ? [path] : [];
  });
}

/** Code without comments: what they talk about is allowed. */
const code = (path: string): string =>
  readFileSync(path, 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\/\/.*$/gm, '');

test('nothing below the workers reads a clock, a random source or the DOM', () => {
  const faults = layers.flatMap((layer) =>
    files(join('src', layer)).flatMap((path) =>
      forbidden
        .filter(([pattern]) => pattern.test(code(path)))
        .filter(([, why]) => !(why.startsWith('transcendental') && path.startsWith(mayBeTranscendental)))
        .map(([, why]) => `${path}: ${why}`),
    ),
  );
  expect(faults).toEqual([]);
});

/** What views may know of the simulation: its log, and the scenario format, which is plain data and pure functions of it. */
const open = ['log', 'records', 'run', 'refusal', 'scenario/[a-z/-]+'];

test('views never reach into the insides of the simulation, and the layers below never up', () => {
  const inside = new RegExp(
    `from '#simulation/(?!(?:${open.join('|')})')|from '#workers/(?!simulation-api')`,
  );
  const faults = files(join('src', 'views'))
    .filter((path) => inside.test(code(path)))
    .map((path) => `${path} imports more than the log and the scenario format`);
  expect(faults).toEqual([]);
});

test('the scenario format knows no world: it is data, and functions of it', () => {
  const inside = /from '(?:\.\.\/)+(?:world|node|network|schedule|actors|stage)\b/;
  const faults = files(join('src', 'simulation', 'scenario')).filter((path) => inside.test(code(path)));
  expect(faults).toEqual([]);
});
