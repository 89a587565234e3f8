import { compactFromTarget, decodeCompact, targetFromBits } from '#bitcoin/consensus/target';
import { checkRows, expectEqual, expectThrows, readRows, type SuiteResult } from '../suite.ts';

interface Row {
  readonly compact: string | null;
  readonly target: string | null;
  readonly negative: boolean;
  readonly overflow: boolean;
  readonly recompact: string | null;
}

/** Compact targets read and written, with all their oddities. */
export async function run(vectorsFolder: string): Promise<SuiteResult> {
  const rows = await readRows<Row>(vectorsFolder, 'chain/compact_targets.json');
  return checkRows('chain/compact_targets', rows, check, (row) => `${row.compact ?? row.target}`);
}

function check({ compact, target, negative, overflow, recompact }: Row): void {
  if (compact !== null) {
    const bits = Number.parseInt(compact, 16);
    const decoded = decodeCompact(bits);
    expectEqual(decoded.negative, negative, 'negative');
    expectEqual(decoded.overflow, overflow, 'overflow');
    if (target !== null) expectEqual(hex(decoded.target, 64), target, 'target');
    const usable = !negative && !overflow && decoded.target > 0n;
    if (usable) expectEqual(hex(targetFromBits(bits), 64), target, 'usable target');
    else expectThrows(() => targetFromBits(bits), compact);
  }
  if (recompact !== null && target !== null) {
    expectEqual(hex(BigInt(compactFromTarget(BigInt(`0x${target}`), negative)), 8), recompact, 'recompact');
  }
}

function hex(value: bigint, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}
