import { hexToBytes } from '#bitcoin/encoding/hex';
import { decodeTransaction } from '#bitcoin/primitives/decode-transaction';
import type { TxOutput } from '#bitcoin/primitives/transaction';
import { txidOf } from '#bitcoin/primitives/transaction-id';
import { flagsOf } from '#bitcoin/script/flags';
import { firstError } from '../all-inputs.ts';
import { checkRows, expectEqual, readRows, type SuiteResult } from '../suite.ts';

interface Row {
  readonly section: string;
  readonly unsigned_tx: string;
  readonly signed_tx: string;
  readonly prevouts: readonly { readonly scriptPubKey: string; readonly value_btc: string }[];
}

/** BIP-0143: the signed transactions verify. */
export async function run(vectorsFolder: string): Promise<SuiteResult> {
  const rows = await readRows<Row>(vectorsFolder, 'bips/bip143_signed.json');
  const flags = flagsOf('P2SH', 'WITNESS', 'DERSIG', 'CHECKLOCKTIMEVERIFY', 'CHECKSEQUENCEVERIFY');
  return checkRows(
    'bips/bip143_signed',
    rows,
    (row) => {
      const tx = decodeTransaction(hexToBytes(row.signed_tx));
      const unsigned = decodeTransaction(hexToBytes(row.unsigned_tx));
      const bare = { ...tx, inputs: tx.inputs.map((input) => ({ ...input, scriptSig: new Uint8Array(0) })) };
      expectEqual(txidOf(bare), txidOf(unsigned), 'what was signed');
      const outputs = row.prevouts.map(({ scriptPubKey, value_btc }) => ({
        value: BigInt(Math.round(Number(value_btc) * 1e8)),
        scriptPubKey: hexToBytes(scriptPubKey),
      }));
      // The BIP lists outputs in its own order, which is not always that of the inputs.
      const errors = permutations(outputs).map((spent) => firstError(tx, spent, flags));
      expectEqual(errors.includes(undefined), true, `verification (${errors[0]})`);
    },
    (row, index) => `row ${index} ${row.section}`,
  );
}

function permutations(outputs: readonly TxOutput[]): TxOutput[][] {
  if (outputs.length <= 1) return [[...outputs]];
  return outputs.flatMap((first, i) =>
    permutations(outputs.filter((_, j) => j !== i)).map((rest) => [first, ...rest]),
  );
}
