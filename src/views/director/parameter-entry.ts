import type { Parameter } from '#simulation/scenario/parameter';

/** A parameter with a number for its value. */
export type NumberParameter = Exclude<Parameter, { readonly kind: 'switch' }>;

/** The unit that a reader types and reads a value in. */
export type EntryUnit =
  | 'percent'
  | 'none'
  | 'millis'
  | 'seconds'
  | 'minutes'
  | 'coins'
  | 'feeRate'
  | 'kilobytes';

/** How much one of the reader's units is in the scenario's own. */
const size: Readonly<Record<EntryUnit, number>> = {
  percent: 0.01,
  none: 1,
  millis: 1e3,
  seconds: 1e6,
  minutes: 60e6,
  coins: 1e8,
  feeRate: 1,
  kilobytes: 1e3,
};

/** The unit a parameter reads best in: times by the largest value they can take. */
export function entryUnit(parameter: NumberParameter): EntryUnit {
  if (parameter.kind === 'hash-share') return 'percent';
  switch (parameter.unit) {
    case 'count':
      return 'none';
    case 'satoshis':
      return 'coins';
    case 'feeRate':
      return 'feeRate';
    case 'bytesPerSecond':
      return 'kilobytes';
    case 'micros':
      return parameter.max <= 10e6 ? 'millis' : parameter.max <= 900e6 ? 'seconds' : 'minutes';
  }
}

/** A value as the reader would type it. */
export function entryText(parameter: NumberParameter, value: number): string {
  const shown = value / size[entryUnit(parameter)];
  return Number.isFinite(shown) ? String(Number(shown.toFixed(8))) : '';
}

/** What was typed, in the scenario's own unit; undefined when it is no number. Bounds are not looked at: whoever
 * applies the value says what is wrong with it. */
export function parseEntry(parameter: NumberParameter, text: string): number | undefined {
  const plain = text
    .trim()
    .replace(/[%％,，\s]/g, '')
    .replace('。', '.')
    .replace('−', '-');
  if (plain === '' || !/^-?\d*\.?\d*$/.test(plain) || !/\d/.test(plain)) return undefined;
  const value = Number(plain) * size[entryUnit(parameter)];
  // 0.07 × 100 000 000 must be a whole number of satoshis, and 0.29 a share that equals 0.29.
  return parameter.kind === 'hash-share' ? Number(value.toFixed(10)) : Number(value.toFixed(3));
}
