/** A pace as one says it: "1 s here = `amount` `unit` there". */
export interface PaceInWords {
  readonly amount: number;
  readonly unit: 'µs' | 'ms' | 's' | 'min' | 'h' | 'd';
}

const units: readonly (readonly [PaceInWords['unit'], number])[] = [
  ['d', 86_400e6],
  ['h', 3_600e6],
  ['min', 60e6],
  ['s', 1e6],
  ['ms', 1e3],
  ['µs', 1],
];

/** Two significant digits are enough to feel a speed, and keep the words still while it eases.
 * @param microsPerSecond simulated microseconds per real second */
export function describePace(microsPerSecond: number): PaceInWords {
  const [unit, size] = units.find(([, size]) => microsPerSecond >= size * 0.95) ?? (['µs', 1] as const);
  const amount = microsPerSecond / size;
  const step = amount >= 100 ? 10 : amount >= 10 ? 1 : 0.1;
  return { amount: Math.round(Math.round(amount / step) * step * 10) / 10, unit };
}
