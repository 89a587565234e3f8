/** A probability in per cent with as many digits as say something: `100 %`, `18.9 %`, `0.24 %`, `< 0.001 %`. */
export function formatOdds(probability: number): string {
  if (!Number.isFinite(probability)) return '–';
  const percent = probability * 100;
  if (percent > 99.95 && percent < 100) return `>\u202f99.9\u202f%`;
  if (percent >= 9.95) return `${percent >= 99.995 ? '100' : percent.toFixed(1)}\u202f%`;
  if (percent >= 0.095) return `${percent.toFixed(2)}\u202f%`;
  if (percent >= 0.001) return `${percent.toFixed(3)}\u202f%`;
  return percent === 0 ? '0\u202f%' : '<\u202f0.001\u202f%';
}
