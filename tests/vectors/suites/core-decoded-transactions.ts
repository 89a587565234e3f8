import { mainnetParams } from '#bitcoin/consensus/params';
import { bytesToHex, hexToBytes } from '#bitcoin/encoding/hex';
import { transactionJson } from '#bitcoin/explain/json-transaction';
import { decodeAddress } from '#bitcoin/keys/address';
import { knownNetworks } from '#bitcoin/keys/address-networks';
import { decodeTransaction } from '#bitcoin/primitives/decode-transaction';
import { encodeTransaction } from '#bitcoin/primitives/encode-transaction';
import { checkRows, expectEqual, readRows, type SuiteResult } from '../suite.ts';

interface Row {
  readonly file: string;
  readonly hex: string;
  readonly decoded: {
    readonly hex?: string;
    readonly vout: readonly { readonly scriptPubKey: { readonly address?: string } }[];
  };
}

/** Core's `bitcoin-tx -json` of raw transactions, field for field. */
export async function run(vectorsFolder: string): Promise<SuiteResult> {
  const rows = await readRows<Row>(vectorsFolder, 'core/decoded_transactions.json');
  return checkRows(
    'core/decoded_transactions',
    rows,
    ({ hex, decoded }) => {
      const tx = decodeTransaction(hexToBytes(hex));
      expectEqual(bytesToHex(encodeTransaction(tx, { witness: true })), hex, 'bytes');
      const params = networkOf(decoded);
      expectEqual(transactionJson(tx, { params, hex: decoded.hex !== undefined }), decoded, 'JSON');
    },
    ({ file }) => file,
  );
}

/** The rows do not say on which network they were decoded; their addresses do. */
function networkOf(decoded: Row['decoded']) {
  const address = decoded.vout
    .map(({ scriptPubKey }) => scriptPubKey.address)
    .find((text) => text !== undefined);
  const found = address === undefined ? undefined : decodeAddress(address);
  return knownNetworks.find(({ name }) => found?.ok && found.network === name) ?? mainnetParams;
}
