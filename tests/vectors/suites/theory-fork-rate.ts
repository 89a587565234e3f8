import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deckerWattenhofer, integralForkRate } from '#experiments/theory/decker-wattenhofer';
import { forkRate } from '#experiments/theory/fork-rate';
import { checkRows, expectEqual, type SuiteResult } from '../suite.ts';

interface Theory {
  readonly measured: Readonly<Record<string, number | string>>;
  readonly arithmetic: Readonly<Record<string, string>>;
  readonly table_1_minus_exp: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Fork rates from delay over spacing, and what Decker and Wattenhofer measured. */
export async function run(vectorsFolder: string): Promise<SuiteResult> {
  const { measured, arithmetic, table_1_minus_exp } = JSON.parse(
    await readFile(join(vectorsFolder, 'theory/fork_rate_propagation.json'), 'utf8'),
  ) as Theory;
  const rows: { readonly name: string; readonly got: string; readonly expected: string }[] = [];
  for (const [delay, values] of Object.entries(table_1_minus_exp)) {
    for (const [spacing, expected] of Object.entries(values)) {
      const got = forkRate(Number(delay), Number(spacing)).toFixed(expected.split('.')[1]!.length);
      rows.push({ name: `τ=${delay} T=${spacing}`, got, expected });
    }
  }
  for (const [formula, expected] of Object.entries(arithmetic)) {
    const got = evaluate(formula, expected);
    if (got !== undefined) rows.push({ name: formula, got, expected });
  }
  const known: Readonly<Record<string, number>> = {
    block_receive_median_s: deckerWattenhofer.medianSeconds,
    block_receive_mean_s: deckerWattenhofer.meanSeconds,
    after_40s_fraction_without_block: deckerWattenhofer.withoutAfterMost,
    observed_forks: deckerWattenhofer.forks,
    observed_blocks: deckerWattenhofer.blocks,
    observed_fork_rate: deckerWattenhofer.forks / deckerWattenhofer.blocks,
    mean_block_interval_s: deckerWattenhofer.meanIntervalSeconds,
    integral_of_1_minus_f_s: deckerWattenhofer.uninformedSeconds,
    predicted_fork_rate: deckerWattenhofer.predictedForkRate,
  };
  for (const [name, value] of Object.entries(known)) {
    rows.push({ name, got: String(value), expected: String(measured[name]) });
  }
  return checkRows(
    'theory/fork_rate_propagation',
    rows,
    ({ got, expected }) => expectEqual(got, expected),
    ({ name }) => name,
  );
}

/** The three kinds of sums in the table: 1-exp(-τ/T), 1-(1-1/T)^τ, and the delay that belongs to a rate. */
function evaluate(formula: string, expected: string): string | undefined {
  const digits = /\.(\d+)/.exec(expected)![1]!.length;
  const [, delay, spacing] = /^1-exp\(-([\d.]+)\/([\d.]+)\)$/.exec(formula) ?? [];
  if (delay !== undefined) return forkRate(Number(delay), Number(spacing)).toFixed(digits);
  const [, mean, integral] = /^1-\(1-1\/([\d.]+)\)\^([\d.]+)$/.exec(formula) ?? [];
  if (mean !== undefined) return integralForkRate(Number(integral), Number(mean)).toFixed(digits);
  const [, percent, interval] = /^inverse: tau for ([\d.]+)% at T=([\d.]+)$/.exec(formula) ?? [];
  if (percent === undefined) return undefined;
  return `${(-Number(interval) * Math.log1p(-Number(percent) / 100)).toFixed(digits)} s`;
}
