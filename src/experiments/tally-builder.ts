import { assert } from '#bitcoin/encoding/assert';
import type { Tally } from './experiment.ts';
import { mergeTallies } from './merge-tallies.ts';

const nothing: Tally = { trials: 0, sums: {}, histograms: {} };

/** Counts what happens in some trials. */
export class TallyBuilder {
  private trials = 0;
  private readonly sums: Record<string, number> = {};
  private readonly histograms: Record<string, number[]> = {};

  /** One trial is over. */
  trialDone(): void {
    this.trials++;
  }

  /** @param value whole number */
  add(name: string, value: number): void {
    this.sums[name] = exact((this.sums[name] ?? 0) + value);
  }

  /** A quantity whose mean and scatter are wanted: its sum, and the sum of its squares as `name²`.
   * @param value whole number below 2^20 or so, since squares are added up */
  addSquared(name: string, value: number): void {
    this.add(name, value);
    this.add(`${name}²`, value * value);
  }

  /** One more occurrence of `value` in a histogram. */
  count(name: string, value: number): void {
    this.histograms[name] ??= [];
    const histogram = this.histograms[name];
    while (histogram.length <= value) histogram.push(0);
    histogram[value]!++;
  }

  tally(): Tally {
    return mergeTallies(nothing, { trials: this.trials, sums: this.sums, histograms: this.histograms });
  }
}

/** Beyond 2^53 the order of additions would begin to matter. */
function exact(sum: number): number {
  assert(Number.isSafeInteger(sum), 'sums of a tally are whole numbers below 2^53');
  return sum;
}
