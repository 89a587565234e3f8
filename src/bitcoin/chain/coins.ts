import type { Txid } from '../primitives/hashes.ts';
import type { Outpoint, Transaction, TxOutput } from '../primitives/transaction.ts';

/** An output that can still be spent, with what a spender must know about its origin.
 * @see Bitcoin Core `Coin`, src/coins.h */
export interface Coin {
  readonly output: TxOutput;
  /** Height of the block that created it. */
  readonly height: number;
  /** Created by a coinbase, hence unspendable until it has matured. */
  readonly coinbase: boolean;
}

/** Whatever can answer "is this output unspent, and what is it?". */
export interface CoinsView {
  get(txid: Txid, index: number): Coin | undefined;
}

declare const brand: unique symbol;
/** An outpoint as a map key: `txid:index`. */
export type OutpointKey = string & { readonly [brand]: 'outpoint' };

/** The map key of output `index` of transaction `txid`. */
export function outpointKey(txid: Txid, index: number): OutpointKey {
  return `${txid}:${index}` as OutpointKey;
}

/** The outpoint that a map key stands for. */
export function outpointFromKey(key: OutpointKey): Outpoint {
  return { txid: key.slice(0, 64) as Txid, index: Number(key.slice(65)) };
}

/** The coins behind the inputs of `tx`, undefined where there is none. */
export function coinsBehind(tx: Transaction, view: CoinsView): (Coin | undefined)[] {
  return tx.inputs.map(({ previousOutput }) => view.get(previousOutput.txid, previousOutput.index));
}

/** A coin with the key it lives under. */
export interface KeyedCoin {
  readonly key: OutpointKey;
  readonly coin: Coin;
}

/** What connecting a block does to a set of coins, and everything needed to undo it.
 * Coins created and spent inside the block cancel and are in neither list.
 * @see Bitcoin Core `CBlockUndo`, src/undo.h */
export interface CoinsChange {
  readonly created: readonly KeyedCoin[];
  readonly spent: readonly KeyedCoin[];
}

/** The coins each transaction of a block spends, input by input; empty for the coinbase. Fees and filters need it. */
export type BlockUndo = readonly (readonly Coin[])[];

/** All unspent outputs at one tip: the whole state of Bitcoin.
 * Changed in place by `applyConnect` and `disconnectBlock`. The order of iteration is that of arrival and means nothing. */
export class UtxoSet implements CoinsView {
  readonly coins: Map<OutpointKey, Coin>;

  constructor(coins: Iterable<readonly [OutpointKey, Coin]> = []) {
    this.coins = new Map(coins);
  }

  get size(): number {
    return this.coins.size;
  }

  get(txid: Txid, index: number): Coin | undefined {
    return this.coins.get(outpointKey(txid, index));
  }

  /** An independent set with the same coins. */
  copy(): UtxoSet {
    return new UtxoSet(this.coins);
  }

  /** The sum of all coins, satoshis. */
  totalValue(): bigint {
    let total = 0n;
    for (const coin of this.coins.values()) total += coin.output.value;
    return total;
  }
}
