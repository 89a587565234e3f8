/** What a reader typed as an amount of coins, in satoshis; or why it is not one. */
export type ParsedCoins =
  | { readonly ok: true; readonly satoshis: bigint }
  | { readonly ok: false; readonly why: 'empty' | 'not-a-number' | 'too-fine' | 'not-positive' | 'too-much' };

const satoshisPerCoin = 100_000_000n;
const allCoins = 21_000_000n * satoshisPerCoin;

/** Reads `2`, `0.5`, `1,000.25` exactly, without going through floating point. */
export function parseCoins(text: string): ParsedCoins {
  const plain = text.trim().replaceAll(',', '').replaceAll('，', '').replace('。', '.');
  if (plain === '') return { ok: false, why: 'empty' };
  const match = /^(\d*)(?:\.(\d*))?$/.exec(plain);
  if (match === null || plain === '.') return { ok: false, why: 'not-a-number' };
  const decimals = match[2] ?? '';
  if (decimals.length > 8) return { ok: false, why: 'too-fine' };
  const satoshis = BigInt(match[1] || '0') * satoshisPerCoin + BigInt(decimals.padEnd(8, '0'));
  if (satoshis <= 0n) return { ok: false, why: 'not-positive' };
  if (satoshis > allCoins) return { ok: false, why: 'too-much' };
  return { ok: true, satoshis };
}
