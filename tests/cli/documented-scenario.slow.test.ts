import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { check } from '../../src/cli/check.ts';

test('the example of docs/SCENARIOS.md reaches its goals and tells its story to the end', async () => {
  const page = readFileSync(new URL('../../docs/SCENARIOS.md', import.meta.url), 'utf8');
  const folder = mkdtempSync(join(tmpdir(), 'chainroom-'));
  const file = join(folder, 'one-cable.json');
  writeFileSync(file, /```json\n([\s\S]*?)```/.exec(page)?.[1] ?? '');
  let said = '';
  const code = await check([file], (text) => {
    said = text;
  });
  rmSync(folder, { recursive: true });
  expect(code).toBe(0);
  const { beats, refused } = JSON.parse(said);
  expect(refused).toEqual([]);
  const times = beats.map(({ happenedAtSeconds }: { happenedAtSeconds: number | null }) => happenedAtSeconds);
  expect(times).not.toContain(null);
  expect([...times].sort((a, b) => a - b)).toEqual(times);
  expect(beats[1].rightChoice).toBeGreaterThanOrEqual(0);
});
