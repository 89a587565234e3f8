import { UsageError } from './usage-error.ts';

const unitSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** Microseconds of simulated time from `90s`, `30m`, `2h`, `1d`, `33.250001s` or plain seconds; at most a year.
 * @throws {UsageError} when it is none of these */
export function durationMicros(text: string): number {
  const match = /^(\d{1,9}(?:\.\d{1,6})?)(s|m|h|d)?$/.exec(text);
  const seconds = match === null ? Number.NaN : Number(match[1]) * (unitSeconds[match[2] ?? 's'] ?? 1);
  if (!(seconds <= 366 * 86_400)) {
    throw new UsageError(`'${text}' is not a duration: write 90s, 30m, 2h or 1d, at most 366d`);
  }
  return Math.round(seconds * 1_000_000);
}
