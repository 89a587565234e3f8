/** An amount in coins, exact: grouped thousands, at least two decimals, and no zeros behind the last one that says something.
 * `formatCoins(50_000n)` is `0.0005`, `formatCoins(5_000_000_000n)` is `50.00`. */
export function formatCoins(satoshis: bigint): string {
  const sign = satoshis < 0n ? '−' : '';
  const absolute = satoshis < 0n ? -satoshis : satoshis;
  const whole = (absolute / 100_000_000n).toString().replace(/\B(?=(\d{3})+$)/g, ',');
  const decimals = (absolute % 100_000_000n).toString().padStart(8, '0');
  return `${sign}${whole}.${decimals.slice(0, 2)}${decimals.slice(2).replace(/0+$/, '')}`;
}

/** The satoshis of a decimal string as records carry it; an unknown amount (`''`) gives undefined. */
export function satoshisOf(decimal: string): bigint | undefined {
  return decimal === '' ? undefined : BigInt(decimal);
}

/** Coins of a record's amount, or the dash that stands for "nobody here knows". */
export function formatAmount(decimal: string): string {
  const satoshis = satoshisOf(decimal);
  return satoshis === undefined ? '–' : formatCoins(satoshis);
}
