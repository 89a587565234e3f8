import { sha512 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes } from '#bitcoin/encoding/hex';
import { checkRows, expectEqual, readRows, type SuiteResult } from '../suite.ts';

type Row = readonly [message: string, digest: string];

/** FIPS 180-4: SHA-512 of NIST's messages, as key derivation uses it. */
export async function run(vectorsFolder: string): Promise<SuiteResult> {
  const rows = await readRows<Row>(vectorsFolder, 'hash/sha512.json');
  return checkRows('hash/sha512', rows, ([message, digest]) => {
    expectEqual(bytesToHex(sha512(hexToBytes(message))), digest, 'digest');
  });
}
