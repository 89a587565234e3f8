const steps: readonly (readonly [number, string])[] = [
  [1e12, 'T'],
  [1e9, 'G'],
  [1e6, 'M'],
  [1e3, 'k'],
];

/** A count in three digits with a metric suffix from ten thousand up: `812`, `9,431`, `12.3 k`, `5.10 G`.
 * A thin space stands before the suffix, so that the number never breaks from it. */
export function formatQuantity(count: number): string {
  if (!Number.isFinite(count)) return '–';
  if (Math.abs(count) < 10_000) return formatCount(count);
  for (const [size, suffix] of steps) {
    if (Math.abs(count) >= size) return `${threeDigits(count / size)}\u202f${suffix}`;
  }
  return formatCount(count);
}

/** A whole number with its thousands grouped. */
export function formatCount(count: number): string {
  return Math.round(count)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A share as whole per cent, or one decimal below ten. */
export function formatPercent(share: number): string {
  const percent = share * 100;
  return `${percent < 9.95 ? percent.toFixed(1).replace(/\.0$/, '') : percent.toFixed(0)}\u202f%`;
}

/** How many times as much: `×0.4`, `×1.35`, `×12`. */
export function formatTimes(factor: number): string {
  if (!Number.isFinite(factor)) return '×–';
  return `×${factor >= 9.95 ? factor.toFixed(0) : factor.toFixed(factor < 0.995 ? 2 : factor < 9.95 ? 2 : 0).replace(/\.?0+$/, '')}`;
}

/** A size in bytes as `213 B` or `8.2 kB`. */
export function formatBytes(bytes: number): string {
  return bytes < 1000 ? `${Math.round(bytes)}\u202fB` : `${threeDigits(bytes / 1000)}\u202fkB`;
}

/** A fee rate in satoshis per virtual byte. */
export function formatFeeRate(satPerVb: number): string {
  return satPerVb < 9.95 ? satPerVb.toFixed(1).replace(/\.0$/, '') : satPerVb.toFixed(0);
}

function threeDigits(value: number): string {
  const magnitude = Math.abs(value);
  return value.toFixed(magnitude < 9.995 ? 2 : magnitude < 99.95 ? 1 : 0);
}
