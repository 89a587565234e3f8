import type { Coin, OutpointKey } from '../chain/coins.ts';
import { outpointFromKey, outpointKey } from '../chain/coins.ts';
import type { ChainParams } from '../consensus/params.ts';
import type { Mempool } from '../mempool/mempool.ts';
import type { Outpoint, TxOutput } from '../primitives/transaction.ts';
import { keyForScript, type Wallet } from './wallet.ts';

/** A coin that the wallet can sign for. */
export interface WalletCoin {
  readonly key: OutpointKey;
  readonly outpoint: Outpoint;
  readonly output: TxOutput;
  /** Blocks on top of and including the one that created it; 0 while unconfirmed. */
  readonly confirmations: number;
}

/** Where to look for coins, and which of them count. */
export interface WalletCoinsRequest {
  readonly wallet: Wallet;
  /** All coins at the tip, for example `UtxoSet.coins`. */
  readonly coins: ReadonlyMap<OutpointKey, Coin>;
  readonly tipHeight: number;
  readonly params: ChainParams;
  /** Coins that a waiting transaction already spends are left out. */
  readonly mempool?: Mempool;
  /** Also list what our own waiting transactions pay back to us. */
  readonly unconfirmedChange?: boolean;
}

/** The coins a wallet can spend in the next block, the most valuable first; equal values go by outpoint. */
export function walletCoins(request: WalletCoinsRequest): WalletCoin[] {
  const found = confirmedCoins(request);
  if (request.unconfirmedChange === true) found.push(...changeCoins(request));
  return found.sort(byFallingValue);
}

/** The sum of coins, satoshis. */
export function balanceOf(coins: Iterable<WalletCoin>): bigint {
  let balance = 0n;
  for (const coin of coins) balance += coin.output.value;
  return balance;
}

function confirmedCoins({ wallet, coins, tipHeight, params, mempool }: WalletCoinsRequest): WalletCoin[] {
  const found: WalletCoin[] = [];
  for (const [key, coin] of coins) {
    if (keyForScript(wallet, coin.output.scriptPubKey) === undefined) continue;
    const mature = !coin.coinbase || tipHeight + 1 - coin.height >= params.coinbaseMaturity;
    if (!mature || mempool?.spentBy.has(key) === true) continue;
    const confirmations = tipHeight - coin.height + 1;
    found.push({ key, outpoint: outpointFromKey(key), output: coin.output, confirmations });
  }
  return found;
}

/** Only what we pay to ourselves: a stranger's unconfirmed payment can still be taken back. */
function changeCoins({ wallet, coins, mempool }: WalletCoinsRequest): WalletCoin[] {
  if (mempool === undefined) return [];
  const isOurs = ({ txid, index }: Outpoint): boolean => {
    const output =
      mempool.entries.get(txid)?.tx.outputs[index] ?? coins.get(outpointKey(txid, index))?.output;
    return output !== undefined && keyForScript(wallet, output.scriptPubKey) !== undefined;
  };
  const found: WalletCoin[] = [];
  for (const { tx, txid } of mempool.entries.values()) {
    if (!tx.inputs.every((input) => isOurs(input.previousOutput))) continue;
    for (const [index, output] of tx.outputs.entries()) {
      const key = outpointKey(txid, index);
      if (!isOurs({ txid, index }) || mempool.spentBy.has(key)) continue;
      found.push({ key, outpoint: { txid, index }, output, confirmations: 0 });
    }
  }
  return found;
}

function byFallingValue(a: WalletCoin, b: WalletCoin): number {
  if (a.output.value !== b.output.value) return a.output.value > b.output.value ? -1 : 1;
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
}
