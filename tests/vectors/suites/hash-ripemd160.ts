import { ripemd160 } from '#bitcoin/crypto/hash160';
import { bytesToHex, hexToBytes } from '#bitcoin/encoding/hex';
import { checkRows, expectEqual, readRows, type SuiteResult } from '../suite.ts';

type Row = readonly [message: string, digest: string];

/** RIPEMD-160 of its authors' messages. */
export async function run(vectorsFolder: string): Promise<SuiteResult> {
  const rows = await readRows<Row>(vectorsFolder, 'hash/ripemd160.json');
  return checkRows('hash/ripemd160', rows, ([message, digest]) => {
    expectEqual(bytesToHex(ripemd160(hexToBytes(message))), digest, 'digest');
  });
}
