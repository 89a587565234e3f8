import { calculateNextWork } from '#bitcoin/consensus/next-work-required';
import { mainnetParams } from '#bitcoin/consensus/params';
import { checkProofOfWork, workFromBits } from '#bitcoin/consensus/target';
import { hexToBytes } from '#bitcoin/encoding/hex';
import type { BlockHeader } from '#bitcoin/primitives/block';
import { decodeHeader, hashHeader } from '#bitcoin/primitives/block-header';
import { checkRows, expectEqual, readRows, type SuiteResult } from '../suite.ts';

interface Row {
  readonly height: number;
  readonly first_header: string;
  readonly last_header: string;
  readonly next_header: string;
  readonly first_time: number;
  readonly last_time: number;
  readonly timespan: number;
  readonly old_bits: string;
  readonly new_bits: string;
  readonly clamped: 'low' | 'high' | null;
  readonly limited: boolean;
  readonly chainwork_last: string;
  readonly chainwork_next: string;
}

/** Real retargets of the main network, each with the chain work before and after. */
export async function run(vectorsFolder: string): Promise<SuiteResult> {
  const rows = await readRows<Row>(vectorsFolder, 'chain/retargets.json');
  const byHeight = new Map(rows.map((row) => [row.height, row]));
  return checkRows(
    'chain/retargets',
    rows,
    (row) => {
      checkRetarget(row);
      checkChainWork(row, byHeight.get(row.height - 2016));
    },
    (row) => `height ${row.height}`,
  );
}

function checkRetarget(row: Row): void {
  const first = headerOf(row.first_header);
  const last = headerOf(row.last_header);
  const next = headerOf(row.next_header);
  const oldBits = Number.parseInt(row.old_bits, 16);
  const newBits = Number.parseInt(row.new_bits, 16);
  expectEqual([first.time, last.time], [row.first_time, row.last_time], 'times');
  expectEqual([last.bits, next.bits], [oldBits, newBits], 'bits');
  expectEqual(next.previousBlockHash, hashHeader(last), 'previous block hash');
  for (const header of [first, last, next]) {
    expectEqual(checkProofOfWork(hashHeader(header), header.bits, mainnetParams), true, 'proof of work');
  }
  const period = { firstTime: first.time, lastTime: last.time, oldBits };
  expectEqual(calculateNextWork(period, mainnetParams), newBits, 'new bits');
  const clamped = row.timespan < 302_400 ? 'low' : row.timespan > 4_838_400 ? 'high' : null;
  expectEqual(row.last_time - row.first_time, row.timespan, 'timespan');
  expectEqual(clamped, row.clamped, 'clamped');
}

/** A block adds its work; a period at one difficulty adds 2016 times that. */
function checkChainWork(row: Row, before: Row | undefined): void {
  const last = BigInt(`0x${row.chainwork_last}`);
  const next = BigInt(`0x${row.chainwork_next}`);
  expectEqual(next - last, workFromBits(Number.parseInt(row.new_bits, 16)), 'work of the next block');
  const oldWork = workFromBits(Number.parseInt(row.old_bits, 16));
  if (row.height === 2016) expectEqual(last, 2016n * oldWork, 'chain work of the first period');
  if (before === undefined) return;
  expectEqual(last, BigInt(`0x${before.chainwork_next}`) + 2015n * oldWork, 'chain work of the period');
}

function headerOf(hex: string): BlockHeader {
  return decodeHeader(hexToBytes(hex));
}
