import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { confirmationsNeeded, raceProbability, rosenfeldProbability } from '#experiments/theory/rosenfeld';
import { checkRows, expectEqual, type SuiteResult } from '../suite.ts';

type Table = Readonly<Record<string, Readonly<Record<string, string>>>>;

interface Theory {
  readonly success_probability: Table;
  readonly strict_no_premine: Table;
  readonly confirmations_needed_for_below_0_1_percent: Readonly<Record<string, number>>;
  readonly spot_values_as_printed_in_the_paper: Readonly<Record<string, string>>;
}

/** Rosenfeld's exact probabilities under both conventions, to every digit. */
export async function run(vectorsFolder: string): Promise<SuiteResult> {
  const theory = JSON.parse(
    await readFile(join(vectorsFolder, 'theory/rosenfeld_double_spend.json'), 'utf8'),
  ) as Theory;
  const rows: { readonly name: string; readonly got: string; readonly expected: string }[] = [];
  const take = (name: string, table: Table, probability: (q: number, z: number) => number) => {
    for (const [q, values] of Object.entries(table)) {
      for (const [z, expected] of Object.entries(values)) {
        const got = probability(Number(q), Number(z)).toFixed(expected.split('.')[1]!.length);
        rows.push({ name: `${name} q=${q} z=${z}`, got, expected });
      }
    }
  };
  take('level', theory.success_probability, rosenfeldProbability);
  take('one pre-mined, ahead', theory.success_probability, (q, z) =>
    raceProbability(q, z, { win: 'ahead', preMined: 1 }),
  );
  take('ahead', theory.strict_no_premine, (q, z) => raceProbability(q, z, { win: 'ahead', preMined: 0 }));
  for (const [q, needed] of Object.entries(theory.confirmations_needed_for_below_0_1_percent)) {
    const got = confirmationsNeeded(Number(q), 0.001);
    rows.push({ name: `needed q=${q}`, got: String(got), expected: String(needed) });
  }
  for (const [key, printed] of Object.entries(theory.spot_values_as_printed_in_the_paper)) {
    const [, q, n] = /^q=([\d.]+),n=(\d+)$/.exec(key) ?? [];
    const digits = (printed.replace('%', '').split('.')[1] ?? '').length;
    const got = `${(rosenfeldProbability(Number(q), Number(n)) * 100).toFixed(digits)}%`;
    rows.push({ name: `printed ${key}`, got, expected: printed });
  }
  return checkRows(
    'theory/rosenfeld_double_spend',
    rows,
    ({ got, expected }) => expectEqual(got, expected),
    ({ name }) => name,
  );
}
