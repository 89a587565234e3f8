import type { History } from '#app/history';
import { classParams } from '#bitcoin/consensus/params';
import { hexToBytes } from '#bitcoin/encoding/hex';
import { transactionJson } from '#bitcoin/explain/json-transaction';
import { decodeTransaction } from '#bitcoin/primitives/decode-transaction';
import type { TxOutput } from '#bitcoin/primitives/transaction';
import type { TxRecord } from '#simulation/records';
import { coreJsonValue, type JsonValue } from '../parts/json-value.ts';

/** The transaction as Bitcoin Core's `getrawtransaction` answers, with the block that holds it on this branch.
 * @param tip the branch that confirmations are counted on, −1 without one */
export function coreJson(history: History, record: TxRecord, tip: number): JsonValue {
  const prevouts = prevoutsOf(history, record);
  const json = transactionJson(decodeTransaction(hexToBytes(record.hex)), {
    params: classParams,
    hex: true,
    ...(prevouts === undefined ? {} : { prevouts }),
  });
  const block = history.blocks[tip < 0 ? -1 : history.confirmedIn(record.index, tip)];
  return {
    ...(coreJsonValue(json) as { readonly [name: string]: JsonValue }),
    ...(block === undefined
      ? {}
      : {
          blockhash: block.hash,
          confirmations: history.blocks[tip]!.height - block.height + 1,
          time: block.headerTime,
          blocktime: block.headerTime,
        }),
  };
}

/** The outputs a transaction spends, one for each input; undefined when one of them is not known. */
export function prevoutsOf(history: History, record: TxRecord): readonly TxOutput[] | undefined {
  if (record.coinbase) return undefined;
  const outputs = record.inputs.map((input) => {
    const source = history.transactions[input.source];
    return source === undefined ? undefined : decodeTransaction(hexToBytes(source.hex)).outputs[input.vout];
  });
  return outputs.every((output) => output !== undefined) ? outputs : undefined;
}
