/** Sets of trial numbers: `[from, to, from, to, …]`, ascending, each `to` excluded, no two ranges touching. */
export type TrialRanges = readonly number[];

/** The set with trials `first` … `first + count - 1` in it as well.
 * @throws {RangeError} when one of them is in it already: its trial would count twice */
export function addTrials(ranges: TrialRanges, first: number, count: number): TrialRanges {
  if (count <= 0) return ranges;
  const end = first + count;
  const before: number[] = [];
  const after: number[] = [];
  let from = first;
  let to = end;
  for (let i = 0; i < ranges.length; i += 2) {
    const [low, high] = [ranges[i]!, ranges[i + 1]!];
    if (high < first) before.push(low, high);
    else if (low > end) after.push(low, high);
    else if (high === first) from = low;
    else if (low === end) to = high;
    else throw new RangeError(`Trials ${first} to ${end - 1} are not all new.`);
  }
  return [...before, from, to, ...after];
}

/** How many trials are in the set. */
export function countTrials(ranges: TrialRanges): number {
  let count = 0;
  for (let i = 0; i < ranges.length; i += 2) count += ranges[i + 1]! - ranges[i]!;
  return count;
}

/** The first trials below `end` that are not in the set, at most `longest` of them; undefined when none is missing. */
export function firstMissing(
  ranges: TrialRanges,
  end: number,
  longest: number,
): { readonly first: number; readonly count: number } | undefined {
  const first = ranges[0] === 0 ? ranges[1]! : 0;
  if (first >= end) return undefined;
  const next = (ranges[0] === 0 ? ranges[2] : ranges[0]) ?? end;
  return { first, count: Math.min(longest, next - first, end - first) };
}
