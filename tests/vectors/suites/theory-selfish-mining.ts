import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { selfishRevenue, selfishThreshold } from '#experiments/theory/selfish-mining';
import { checkRows, expectEqual, type SuiteResult } from '../suite.ts';

interface Theory {
  readonly thresholds: Readonly<Record<string, string>>;
  readonly R: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly monte_carlo_2M_events: Readonly<Record<string, number>>;
}

/** Eyal and Sirer's revenue of a selfish pool and the shares from which on it pays. */
export async function run(vectorsFolder: string): Promise<SuiteResult> {
  const theory = JSON.parse(
    await readFile(join(vectorsFolder, 'theory/selfish_mining.json'), 'utf8'),
  ) as Theory;
  const rows: { readonly name: string; readonly check: () => void }[] = [];
  for (const [gamma, expected] of Object.entries(theory.thresholds)) {
    const threshold = selfishThreshold(Number(gamma));
    rows.push({
      name: `threshold at γ=${gamma}`,
      check: () => expectEqual(threshold.toFixed(expected.split('.')[1]!.length), expected),
    });
    rows.push({
      name: `revenue at the threshold, γ=${gamma}`,
      check: () => expectEqual(Math.abs(selfishRevenue(threshold, Number(gamma)) - threshold) < 1e-12, true),
    });
  }
  for (const [gamma, values] of Object.entries(theory.R)) {
    for (const [alpha, expected] of Object.entries(values)) {
      rows.push({
        name: `R(${alpha}, ${gamma})`,
        check: () =>
          expectEqual(
            selfishRevenue(Number(alpha), Number(gamma)).toFixed(expected.split('.')[1]!.length),
            expected,
          ),
      });
    }
  }
  for (const [key, simulated] of Object.entries(theory.monte_carlo_2M_events)) {
    const [, alpha, gamma] = /^alpha=([\d.]+),gamma=([\d.]+)$/.exec(key) ?? [];
    rows.push({
      name: `two million events, ${key}`,
      check: () =>
        expectEqual(Math.abs(selfishRevenue(Number(alpha), Number(gamma)) - simulated) < 0.004, true),
    });
  }
  return checkRows(
    'theory/selfish_mining',
    rows,
    ({ check }) => check(),
    ({ name }) => name,
  );
}
