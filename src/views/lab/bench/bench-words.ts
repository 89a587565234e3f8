import { formatCount, formatQuantity } from '../../format/quantity.ts';
import { useText } from '../../use-text.ts';

const thin = '\u202f';

/** A count in words that fit: `9,431`, `12.3 k`, `1.2 × 10^24`. */
export function formatHuge(count: number): string {
  if (!Number.isFinite(count) || count < 1e15) return formatQuantity(count);
  const power = Math.floor(Math.log10(count));
  const digits = superscript(power);
  return `${(count / 10 ** power).toFixed(2)}${thin}×${thin}10${digits}`;
}

/** A number with three digits, small or large. */
export function formatReal(value: number): string {
  if (value === 0) return '0';
  if (value >= 1000) return formatHuge(value);
  if (value >= 0.001) return Number(value.toPrecision(3)).toString();
  const power = Math.floor(Math.log10(value));
  return `${(value / 10 ** power).toFixed(2)}${thin}×${thin}10${superscript(power)}`;
}

/** A rate that the unit can follow at once: `9,431 ` or `12.3 M`. */
export function formatRate(perSecond: number): string {
  const text = formatHuge(perSecond);
  return /[kMGT]$/.test(text) ? text : `${text}${thin}`;
}

/** Says seconds in the reader's language, from milliseconds to more years than there are. */
export function useLongTime(): (seconds: number) => string {
  const t = useText('bench');
  return (seconds) => {
    if (!Number.isFinite(seconds)) return '–';
    if (seconds < 0.0005) return t('unit.moment');
    if (seconds < 1) return t('unit.seconds', { n: Number(seconds.toPrecision(2)).toString() });
    if (seconds < 90) return t('unit.seconds', { n: short(seconds) });
    if (seconds < 5400) return t('unit.minutes', { n: short(seconds / 60) });
    if (seconds < 172_800) return t('unit.hours', { n: short(seconds / 3600) });
    if (seconds < 2 * 31_557_600) return t('unit.days', { n: short(seconds / 86_400) });
    return t('unit.years', { n: formatHuge(Math.round(seconds / 31_557_600)) });
  };
}

function short(value: number): string {
  return value < 9.95 ? value.toFixed(1).replace(/\.0$/, '') : formatCount(value);
}

function superscript(power: number): string {
  return [...String(power)].map((digit) => (digit === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)])).join('');
}
