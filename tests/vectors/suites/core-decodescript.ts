import { hexToBytes } from '#bitcoin/encoding/hex';
import { decodeScriptJson } from '#bitcoin/explain/json-decoded-script';
import { regtestNetwork } from '#bitcoin/keys/address-networks';
import { checkRows, expectEqual, readRows, type SuiteResult } from '../suite.ts';

type Row = readonly [script: string, decoded: object];

/** Core's `decodescript` on regtest, field for field. */
export async function run(vectorsFolder: string): Promise<SuiteResult> {
  const rows = await readRows<Row>(vectorsFolder, 'core/decodescript.json');
  return checkRows(
    'core/decodescript',
    rows,
    ([script, decoded]) => expectEqual(decodeScriptJson(hexToBytes(script), regtestNetwork), decoded, 'JSON'),
    ([script]) => script,
  );
}
