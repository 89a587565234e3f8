import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha1 } from '#bitcoin/crypto/sha1';
import { bytesToHex } from '#bitcoin/encoding/hex';
import { textToBytes } from '#bitcoin/encoding/latin1';
import { checkStamp } from '#bitcoin/hashcash/check-stamp';
import { parseStamp, stampZeroBits } from '#bitcoin/hashcash/stamp';
import { checkRows, expectEqual, type SuiteResult } from '../suite.ts';

interface Row {
  readonly stamp: string;
  readonly version?: number;
  readonly claimed_bits: number | null;
  readonly resource?: string;
  readonly sha1: string;
  readonly zero_bits: number;
  readonly valid: boolean;
}

interface HashcashFile {
  readonly published: readonly Row[];
  readonly minted_by_tool: readonly Row[];
  readonly invalid: readonly Row[];
}

/** Hashcash stamps: published ones, ones minted by the original tool, and broken ones. */
export async function run(vectorsFolder: string): Promise<SuiteResult> {
  const file = JSON.parse(
    await readFile(join(vectorsFolder, 'theory/hashcash.json'), 'utf8'),
  ) as HashcashFile;
  const rows = [...file.published, ...file.minted_by_tool, ...file.invalid];
  return checkRows(
    'theory/hashcash',
    rows,
    (row) => {
      const stamp = parseStamp(row.stamp);
      if (row.version !== undefined) expectEqual(stamp?.version, row.version, 'version');
      if (stamp !== undefined) expectEqual(stamp.bits ?? null, row.claimed_bits, 'claimed bits');
      if (row.resource !== undefined) expectEqual(stamp?.resource, row.resource, 'resource');
      expectEqual(bytesToHex(sha1(textToBytes(row.stamp))), row.sha1, 'hash');
      expectEqual(stampZeroBits(row.stamp), row.zero_bits, 'zero bits');
      expectEqual(checkStamp(row.stamp).ok, row.valid, 'validity');
    },
    (row) => row.stamp,
  );
}
