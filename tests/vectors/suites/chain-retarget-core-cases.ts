import { calculateNextWork } from '#bitcoin/consensus/next-work-required';
import { mainnetParams } from '#bitcoin/consensus/params';
import { checkRows, expectEqual, readRows, type SuiteResult } from '../suite.ts';

interface Row {
  readonly name: string;
  readonly first_time: number;
  readonly last_time: number;
  readonly old_bits: string;
  readonly new_bits: string;
}

/** The retargets of Core's own unit tests, clamps included. */
export async function run(vectorsFolder: string): Promise<SuiteResult> {
  const rows = await readRows<Row>(vectorsFolder, 'chain/retarget_core_cases.json');
  return checkRows(
    'chain/retarget_core_cases',
    rows,
    (row) => {
      const oldBits = Number.parseInt(row.old_bits, 16);
      const period = { firstTime: row.first_time, lastTime: row.last_time, oldBits };
      const newBits = calculateNextWork(period, mainnetParams);
      expectEqual(newBits.toString(16).padStart(8, '0'), row.new_bits, 'new bits');
    },
    (row) => row.name,
  );
}
