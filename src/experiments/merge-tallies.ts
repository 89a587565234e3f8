import type { Tally } from './experiment.ts';

/** What two disjoint sets of trials of one cell add up to. Order and grouping do not matter: all entries are integers. */
export function mergeTallies(a: Tally, b: Tally): Tally {
  return {
    trials: a.trials + b.trials,
    sums: mergeRecords(a.sums, b.sums, (x, y) => x + y),
    histograms: mergeRecords(a.histograms, b.histograms, addHistograms),
  };
}

function mergeRecords<Value>(
  a: Readonly<Record<string, Value>>,
  b: Readonly<Record<string, Value>>,
  merge: (x: Value, y: Value) => Value,
): Record<string, Value> {
  const merged: Record<string, Value> = { ...a };
  for (const [id, value] of Object.entries(b)) {
    const other = a[id];
    merged[id] = other === undefined ? value : merge(other, value);
  }
  // Sorted, so that equal tallies are equal texts whatever came first.
  return Object.fromEntries(Object.entries(merged).sort(([x], [y]) => (x < y ? -1 : 1)));
}

function addHistograms(a: readonly number[], b: readonly number[]): readonly number[] {
  return Array.from({ length: Math.max(a.length, b.length) }, (_, i) => (a[i] ?? 0) + (b[i] ?? 0));
}
