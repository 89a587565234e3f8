import { hexToBytes } from '#bitcoin/encoding/hex';
import { decodeTransaction } from '#bitcoin/primitives/decode-transaction';
import { hashFromBytes } from '#bitcoin/primitives/hashes';
import { legacySighash } from '#bitcoin/script/sighash-legacy';
import { checkRows, expectEqual, readRows, type SuiteResult } from '../suite.ts';

type Row = readonly [tx: string, script: string, inputIndex: number, hashType: number, result: string];

/** Core's sighash: the digest of the first version for random transactions, scripts and hash types. */
export async function run(vectorsFolder: string): Promise<SuiteResult> {
  const rows = await readRows<Row>(vectorsFolder, 'core/sighash.json');
  return checkRows('core/sighash', rows, ([hex, script, inputIndex, hashType, result]) => {
    const tx = decodeTransaction(hexToBytes(hex));
    expectEqual(hashFromBytes(legacySighash(tx, inputIndex, hexToBytes(script), hashType)), result, 'digest');
  });
}
