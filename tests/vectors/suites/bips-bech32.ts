import { type Bech32Variant, decodeBech32, encodeBech32 } from '#bitcoin/encoding/bech32';
import { bytesToHex } from '#bitcoin/encoding/hex';
import { decodeAddress } from '#bitcoin/keys/address';
import { checkRows, expectEqual, readRows, type SuiteResult } from '../suite.ts';

type Row = { readonly string: string; readonly valid: boolean } & (
  | { readonly kind: 'string'; readonly encoding: Bech32Variant }
  | { readonly kind: 'address'; readonly scriptPubKey?: string }
);

/** BIP-0173 and BIP-0350: checksums by themselves, and as witness addresses. */
export async function run(vectorsFolder: string): Promise<SuiteResult> {
  const rows = await readRows<Row>(vectorsFolder, 'bips/bech32.json');
  return checkRows(
    'bips/bech32',
    rows,
    (row) => {
      if (row.kind === 'string') {
        const decoded = decodeBech32(row.string);
        expectEqual(decoded.ok && decoded.variant === row.encoding, row.valid, 'validity');
        if (decoded.ok && row.valid) expectEqual(encodeBech32(decoded), row.string.toLowerCase(), 'text');
        return;
      }
      const decoded = decodeAddress(row.string);
      expectEqual(decoded.ok, row.valid, 'validity');
      if (decoded.ok && row.scriptPubKey !== undefined)
        expectEqual(bytesToHex(decoded.script), row.scriptPubKey, 'script');
    },
    (row) => JSON.stringify(row.string),
  );
}
