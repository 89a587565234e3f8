import type { History } from '#app/history';

/** What every node's wallet owns on the chain of `tip`, in satoshis by node index. Walks the whole chain: some
 * milliseconds for a day of class blocks, so ask once per shown moment. */
export function balancesAt(history: History, tip: number): ReadonlyMap<number, bigint> {
  const balances = new Map<number, bigint>();
  const add = (owner: number, value: bigint) => {
    if (owner >= 0) balances.set(owner, (balances.get(owner) ?? 0n) + value);
  };
  for (let block = tip; block >= 0; block = history.blocks[block]?.parent ?? -1) {
    for (const index of history.blocks[block]?.transactions ?? []) {
      const tx = history.transactions[index];
      if (tx === undefined) continue;
      for (const output of tx.outputs) add(output.owner, BigInt(output.value));
      if (tx.coinbase) continue;
      for (const input of tx.inputs) if (input.value !== '') add(input.owner, -BigInt(input.value));
    }
  }
  return balances;
}
