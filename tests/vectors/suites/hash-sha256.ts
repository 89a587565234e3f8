import { sha256 } from '#bitcoin/crypto/sha256';
import { bytesToHex, hexToBytes } from '#bitcoin/encoding/hex';
import { checkRows, expectEqual, readRows, type SuiteResult } from '../suite.ts';

type Row = readonly [message: string, digest: string];

/** FIPS 180-4: SHA-256 of NIST's messages. */
export async function run(vectorsFolder: string): Promise<SuiteResult> {
  const rows = await readRows<Row>(vectorsFolder, 'hash/sha256.json');
  return checkRows('hash/sha256', rows, ([message, digest]) => {
    expectEqual(bytesToHex(sha256(hexToBytes(message))), digest, 'digest');
  });
}
