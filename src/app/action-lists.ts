import type { TimedAction } from '#simulation/run';

/** Do two lists hold the same actions at the same times? */
export function sameActions(one: readonly TimedAction[], other: readonly TimedAction[]): boolean {
  return firstChange(one, other) === Number.POSITIVE_INFINITY;
}

/** Time of the first action in which two lists differ, microseconds; Infinity when they are the same. */
export function firstChange(one: readonly TimedAction[], other: readonly TimedAction[]): number {
  for (let index = 0; index < Math.max(one.length, other.length); index++) {
    if (JSON.stringify(one[index]) === JSON.stringify(other[index])) continue;
    return Math.min(one[index]?.at ?? Number.POSITIVE_INFINITY, other[index]?.at ?? Number.POSITIVE_INFINITY);
  }
  return Number.POSITIVE_INFINITY;
}
