import { checkTransaction } from '#bitcoin/consensus/check-transaction';
import { mainnetParams } from '#bitcoin/consensus/params';
import { bytesToHex, hexToBytes } from '#bitcoin/encoding/hex';
import { decodeTransaction } from '#bitcoin/primitives/decode-transaction';
import { encodeTransaction } from '#bitcoin/primitives/encode-transaction';
import { txidOf, wtxidOf } from '#bitcoin/primitives/transaction-id';
import { sizeOf, vsizeOf, weightOf } from '#bitcoin/primitives/transaction-size';
import { flagsAtHeight, mandatoryFlags, SCRIPT_VERIFY } from '#bitcoin/script/flags';
import { firstError } from '../all-inputs.ts';
import { checkRows, expectEqual, readRows, type SuiteResult } from '../suite.ts';

interface Row {
  readonly network: string;
  readonly height: number;
  readonly txid: string;
  readonly wtxid: string;
  readonly fee: number;
  readonly size: number;
  readonly vsize: number;
  readonly weight: number;
  readonly prevouts: readonly (readonly [value: number, scriptPubKey: string])[];
  readonly hex: string;
}

/** Mined transactions of all kinds: bytes, identifiers, sizes, fee, and every script under the rules of its height. */
export async function run(vectorsFolder: string): Promise<SuiteResult> {
  const rows = await readRows<Row>(vectorsFolder, 'tx/real_txs_with_prevouts.json');
  return checkRows(
    'tx/real_txs_with_prevouts',
    rows,
    (row) => {
      const tx = decodeTransaction(hexToBytes(row.hex));
      expectEqual(bytesToHex(encodeTransaction(tx, { witness: true })), row.hex, 'bytes');
      expectEqual([txidOf(tx), wtxidOf(tx)], [row.txid, row.wtxid], 'identifiers');
      expectEqual([sizeOf(tx), vsizeOf(tx), weightOf(tx)], [row.size, row.vsize, row.weight], 'sizes');
      expectEqual(checkTransaction(tx).ok, true, 'checkTransaction');
      const spent = row.prevouts.map(([value, scriptPubKey]) => ({
        value: BigInt(value),
        scriptPubKey: hexToBytes(scriptPubKey),
      }));
      const paidIn = spent.reduce((sum, { value }) => sum + value, 0n);
      const paidOut = tx.outputs.reduce((sum, { value }) => sum + value, 0n);
      expectEqual(paidIn - paidOut, BigInt(row.fee), 'fee');
      const flags =
        row.network === 'main'
          ? flagsAtHeight(row.height, mainnetParams)
          : mandatoryFlags & ~SCRIPT_VERIFY.TAPROOT;
      expectEqual(firstError(tx, spent, flags), undefined, 'error');
    },
    (row) => `${row.network} ${row.height} ${row.txid}`,
  );
}
