import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { maxFutureBlockSeconds } from '#bitcoin/consensus/contextual-check-header';
import { calculateNextWork } from '#bitcoin/consensus/next-work-required';
import { mainnetParams } from '#bitcoin/consensus/params';
import { difficultyFromBits } from '#bitcoin/consensus/target';
import { checkRows, expectEqual, readRows, type SuiteResult } from '../suite.ts';

interface Theory {
  readonly mainnet_clamped_retargets: readonly number[];
  readonly future_time_limit_s: number;
}

const oldBits = 0x1b0404cb;

/** The retarget rule in round numbers: clamps, the missing interval, and the retargets that history clamped. */
export async function run(vectorsFolder: string): Promise<SuiteResult> {
  const theory = JSON.parse(
    await readFile(join(vectorsFolder, 'theory/retarget_rules.json'), 'utf8'),
  ) as Theory;
  const retargets = await readRows<{ height: number; timespan: number }>(
    vectorsFolder,
    'chain/retargets.json',
  );
  const checks: { readonly name: string; readonly check: () => void }[] = [
    { name: 'lower clamp', check: () => expectEqual(after(302_399), after(302_400)) },
    { name: 'lower clamp is exact', check: () => expectEqual(after(302_400) === after(310_000), false) },
    { name: 'upper clamp', check: () => expectEqual(after(4_838_401), after(4_838_400)) },
    { name: 'upper clamp is exact', check: () => expectEqual(after(4_838_400) === after(4_700_000), false) },
    { name: 'no change', check: () => expectEqual(after(1_209_600), oldBits) },
    { name: 'minute blocks', check: () => expectEqual(after(2015 * 60), after(302_400)) },
    {
      name: 'ten-minute blocks drift by 2016/2015',
      check: () => {
        const drift = difficultyFromBits(after(2015 * 600)) / difficultyFromBits(oldBits);
        expectEqual(Math.abs(drift - 2016 / 2015) < 1e-5, true, `drift ${drift}`);
      },
    },
    {
      name: 'clock limit',
      check: () => expectEqual(maxFutureBlockSeconds, theory.future_time_limit_s),
    },
    ...retargets
      .filter(({ height }) => theory.mainnet_clamped_retargets.includes(height))
      .map(({ height, timespan }) => ({
        name: `clamped at ${height}`,
        check: () => expectEqual(timespan < 302_400 || timespan > 4_838_400, true, `timespan ${timespan}`),
      })),
  ];
  return checkRows(
    'theory/retarget_rules',
    checks,
    ({ check }) => check(),
    ({ name }) => name,
  );
}

function after(timespan: number): number {
  const period = { firstTime: 1_300_000_000, lastTime: 1_300_000_000 + timespan, oldBits };
  return calculateNextWork(period, mainnetParams);
}
