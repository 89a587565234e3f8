import { checkBlock, checkBlockHeader } from '#bitcoin/consensus/check-block';
import { mainnetParams } from '#bitcoin/consensus/params';
import { accepted, refused, type Verdict } from '#bitcoin/consensus/verdict';
import { DecodeError } from '#bitcoin/encoding/decode-error';
import { hexToBytes } from '#bitcoin/encoding/hex';
import { decodeHeader } from '#bitcoin/primitives/block-header';
import { decodeBlock } from '#bitcoin/primitives/decode-block';
import { checkRows, expectEqual, readRows, type SuiteResult } from '../suite.ts';

type Row = readonly [comment: string, headerOnly: boolean, checkPow: boolean, time: number, hex: string];

/** Blocks and headers that pass, or must not pass, with no knowledge of any other block. */
export async function run(vectorsFolder: string): Promise<SuiteResult> {
  const valid = await readRows<Row>(vectorsFolder, 'chain/checkblock_valid.json');
  const invalid = await readRows<Row>(vectorsFolder, 'chain/checkblock_invalid.json');
  const rows = [
    ...valid.map((row) => ({ row, expected: true })),
    ...invalid.map((row) => ({ row, expected: false })),
  ];
  return checkRows(
    'chain/checkblock',
    rows,
    ({ row, expected }) => {
      const verdict = judge(row);
      expectEqual(verdict.ok, expected, verdict.ok ? 'accepted' : verdict.reason);
    },
    ({ row }) => row[0],
  );
}

function judge([, headerOnly, checkPow, time, hex]: Row): Verdict {
  try {
    const bytes = hexToBytes(hex);
    const block = headerOnly ? undefined : decodeBlock(bytes);
    const header = block?.header ?? decodeHeader(bytes);
    // The library these rows come from looked at the clock here; Core does so with the parent at hand.
    if (header.time > time + 7200) return refused('time-too-new');
    if (block !== undefined) return checkBlock(block, mainnetParams, { proofOfWork: checkPow });
    return checkPow ? checkBlockHeader(header, mainnetParams) : accepted;
  } catch (error) {
    if (error instanceof DecodeError) return refused('decode', error.message);
    throw error;
  }
}
