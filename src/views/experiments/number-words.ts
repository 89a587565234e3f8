import { formatCount } from '../format/quantity.ts';

const thin = '\u202f';

/** A share as per cent with the digits that say something, down to the smallest: `0.0013 %`, `4.5 %`, `31.2 %`. */
export function formatShare(share: number): string {
  if (!Number.isFinite(share)) return '–';
  const percent = share * 100;
  if (percent === 0) return `0${thin}%`;
  const magnitude = Math.abs(percent);
  const digits = magnitude >= 99.95 ? 3 : magnitude >= 10 ? 3 : 2;
  const text = magnitude < 1e-4 ? powerOfTen(percent) : Number(percent.toPrecision(digits)).toString();
  return `${text}${thin}%`;
}

/** A number with three digits, thousands grouped. */
export function formatFigure(value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (Math.abs(value) >= 1000) return formatCount(value);
  if (value !== 0 && Math.abs(value) < 1e-4) return powerOfTen(value);
  return Number(value.toPrecision(3)).toString();
}

function powerOfTen(value: number): string {
  const power = Math.floor(Math.log10(Math.abs(value)));
  const digits = [...String(power)]
    .map((digit) => (digit === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]))
    .join('');
  return `${Number((value / 10 ** power).toPrecision(2))}${thin}×${thin}10${digits}`;
}
