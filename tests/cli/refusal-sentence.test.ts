import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { shippedScenarios } from '#scenarios/shipped';
import { engineVersion } from '#simulation/run';
import { replay } from '../../src/cli/replay.ts';

const folder = mkdtempSync(join(tmpdir(), 'refused-'));
const run = { engine: engineVersion, scenario: shippedScenarios[0], seed: 1, actions: [] };
const file = { format: 'chainroom-run', version: 1, run, ledger: '', traceHash: '', through: 1 };

/** What the shell says to a file of this text. */
async function said(text: string | undefined): Promise<string> {
  const path = join(folder, 'run.json');
  if (text !== undefined) writeFileSync(path, text);
  const printed: string[] = [];
  expect(
    await replay([text === undefined ? join(folder, 'none.json') : path], (line) => printed.push(line)),
  ).toBe(2);
  return (JSON.parse(printed.join('')) as { error: string }).error;
}

test.each([
  ['a file cut short', '{"format": ', /stops being JSON at line 1, column \d+\.$/],
  [
    'another version',
    JSON.stringify({ ...file, version: 9 }),
    /^This was written in format version 9; here version 1 is read\.$/,
  ],
  ['another engine', JSON.stringify({ ...file, run: { ...run, engine: 'old' } }), /engine “old”/],
  [
    'a wrong value',
    JSON.stringify({ ...file, run: { ...run, seed: 'x' } }),
    /^At run\.seed \(line 1, column \d+\) stands "x"; expected: number\.$/,
  ],
  [
    'an unknown action',
    JSON.stringify({ ...file, run: { ...run, actions: [{ at: 1, action: { type: 'fly' } }] } }),
    /^At run\.actions\[0\]\.action\.type \(.*\) stands "fly"; expected: "pay" \| .* \| … \(\d+\)\.$/,
  ],
  ['no file', undefined, /none\.json: there is no such file$/],
] as const)('%s is refused with a sentence that says what and where', async (_, text, sentence) => {
  expect(await said(text)).toMatch(sentence);
});
