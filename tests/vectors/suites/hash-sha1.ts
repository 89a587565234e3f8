import { sha1 } from '#bitcoin/crypto/sha1';
import { bytesToHex, hexToBytes } from '#bitcoin/encoding/hex';
import { checkRows, expectEqual, readRows, type SuiteResult } from '../suite.ts';

type Row = readonly [message: string, digest: string];

/** FIPS 180-4: SHA-1 of NIST's messages. */
export async function run(vectorsFolder: string): Promise<SuiteResult> {
  const rows = await readRows<Row>(vectorsFolder, 'hash/sha1.json');
  return checkRows('hash/sha1', rows, ([message, digest]) => {
    expectEqual(bytesToHex(sha1(hexToBytes(message))), digest, 'digest');
  });
}
