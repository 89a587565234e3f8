import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { maxMoney } from '#bitcoin/consensus/amount';
import { blockSubsidy, issuedThrough } from '#bitcoin/consensus/block-subsidy';
import { mainnetParams } from '#bitcoin/consensus/params';
import { checkRows, expectEqual, type SuiteResult } from '../suite.ts';

interface Theory {
  readonly max_money_constant_sat: number;
  readonly total_sat: number;
  readonly eras: readonly {
    readonly era: number;
    readonly first_height: number;
    readonly subsidy_sat: number;
    readonly cumulative_end_sat: number;
  }[];
  readonly subsidy_at: Readonly<Record<string, number>>;
  readonly issued_through_height: Readonly<Record<string, number>>;
}

/** The subsidy of every era and the sum of all money. */
export async function run(vectorsFolder: string): Promise<SuiteResult> {
  const theory = JSON.parse(await readFile(join(vectorsFolder, 'theory/monetary.json'), 'utf8')) as Theory;
  const rows: { readonly name: string; readonly got: bigint; readonly expected: number }[] = [
    { name: 'maximum', got: maxMoney, expected: theory.max_money_constant_sat },
    { name: 'total', got: issuedThrough(14_000_000, mainnetParams), expected: theory.total_sat },
    { name: 'total in steps of Core', got: totalInSteps(), expected: theory.total_sat },
  ];
  for (const { era, first_height, subsidy_sat, cumulative_end_sat } of theory.eras) {
    const last = first_height + 209_999;
    rows.push(
      { name: `era ${era} first`, got: blockSubsidy(first_height, mainnetParams), expected: subsidy_sat },
      { name: `era ${era} last`, got: blockSubsidy(last, mainnetParams), expected: subsidy_sat },
      { name: `era ${era} end`, got: issuedThrough(last, mainnetParams), expected: cumulative_end_sat },
    );
  }
  for (const [height, expected] of Object.entries(theory.subsidy_at)) {
    rows.push({ name: `subsidy at ${height}`, got: blockSubsidy(Number(height), mainnetParams), expected });
  }
  for (const [height, expected] of Object.entries(theory.issued_through_height)) {
    rows.push({ name: `issued to ${height}`, got: issuedThrough(Number(height), mainnetParams), expected });
  }
  return checkRows(
    'theory/monetary',
    rows,
    ({ got, expected }) => expectEqual(got, BigInt(expected), 'satoshis'),
    ({ name }) => name,
  );
}

/** The sum as Core's `subsidy_limit_test` forms it. */
function totalInSteps(): bigint {
  let total = 0n;
  for (let height = 0; height < 14_000_000; height += 1000)
    total += blockSubsidy(height, mainnetParams) * 1000n;
  return total;
}
