import { decodeBase58, encodeBase58 } from '#bitcoin/encoding/base58';
import { bytesToHex, hexToBytes } from '#bitcoin/encoding/hex';
import { checkRows, expectEqual, readRows, type SuiteResult } from '../suite.ts';

type Row = readonly [hex: string, text: string];

/** Plain base58 both ways. */
export async function run(vectorsFolder: string): Promise<SuiteResult> {
  const rows = await readRows<Row>(vectorsFolder, 'core/base58_encode_decode.json');
  return checkRows('core/base58_encode_decode', rows, ([hex, text]) => {
    expectEqual(encodeBase58(hexToBytes(hex)), text, 'text');
    expectEqual(bytesToHex(decodeBase58(text)), hex.toLowerCase(), 'bytes');
  });
}
