import type { TxRecord } from '#simulation/records';

/** Records that cross from the worker bring a copy of every text in them. Addresses and the ids of spent
 * transactions repeat all the time; kept once, an hour's records weigh half. */
export class SharedTexts {
  readonly #texts = new Map<string, string>();

  /** The record with texts that other records have already.
   * @param earlier the table so far, for the ids of the transactions it spends */
  transaction(tx: TxRecord, earlier: readonly TxRecord[]): TxRecord {
    return {
      ...tx,
      wtxid: tx.wtxid === tx.txid ? tx.txid : tx.wtxid,
      inputs: tx.inputs.map((input) => {
        const source = earlier[input.source];
        const value = source?.outputs[input.vout]?.value;
        return {
          ...input,
          txid: source?.txid === input.txid ? source.txid : input.txid,
          value: value === input.value ? value : input.value,
        };
      }),
      outputs: tx.outputs.map((output) => ({ ...output, address: this.#same(output.address) })),
    };
  }

  #same(text: string): string {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    this.#texts.set(text, text);
    return text;
  }
}
