import { murmur3 } from '#bitcoin/crypto/murmur3';
import { hexToBytes } from '#bitcoin/encoding/hex';
import { checkRows, expectEqual, readRows, type SuiteResult } from '../suite.ts';

type Row = readonly [data: string, seed: number, hash: number];

/** MurmurHash3 as BIP-0037 uses it. */
export async function run(vectorsFolder: string): Promise<SuiteResult> {
  const rows = await readRows<Row>(vectorsFolder, 'hash/murmur3.json');
  return checkRows('hash/murmur3', rows, ([data, seed, hash]) => {
    expectEqual(murmur3(hexToBytes(data), seed), hash);
  });
}
