/** An amount in BTC with all eight decimals, as Bitcoin Core writes it: `0.01500000`.
 * @param satoshis any amount, negative ones included
 * @see Bitcoin Core `ValueFromAmount`, src/core_io.cpp */
export function formatBitcoin(satoshis: bigint): string {
  const sign = satoshis < 0n ? '-' : '';
  const digits = String(satoshis < 0n ? -satoshis : satoshis).padStart(9, '0');
  return `${sign}${digits.slice(0, -8)}.${digits.slice(-8)}`;
}
