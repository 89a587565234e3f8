import type { WalletCoin } from './wallet-coins.ts';

/** Coins that together cover what is asked, or how far they fell short. */
export type CoinSelection =
  | { readonly ok: true; readonly selected: readonly WalletCoin[]; readonly total: bigint }
  | { readonly ok: false; readonly available: bigint };

/** Takes the most valuable coins until they cover `target` and the bytes it takes to spend them: the rule a person
 * would follow with a purse. Keeps transactions small, and leaves small change behind.
 * @param target satoshis to cover, the cost of inputs not included
 * @param inputCost satoshis of fee that spending a coin adds; a coin worth no more is left alone */
export function selectCoins(
  coins: readonly WalletCoin[],
  target: bigint,
  inputCost: (coin: WalletCoin) => bigint,
): CoinSelection {
  const byFallingValue = [...coins].sort(
    (a, b) => compare(b.output.value, a.output.value) || compare(a.key, b.key),
  );
  const selected: WalletCoin[] = [];
  let total = 0n;
  let effective = 0n;
  for (const coin of byFallingValue) {
    const worth = coin.output.value - inputCost(coin);
    if (worth <= 0n) continue;
    selected.push(coin);
    total += coin.output.value;
    effective += worth;
    if (effective >= target) return { ok: true, selected, total };
  }
  return { ok: false, available: effective };
}

function compare<T extends bigint | string>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
