import { estimates } from './estimates.ts';
import { theory } from './theory.ts';
import type { BatchResult } from './to-csv.ts';

/** A result with everything that was counted, as text that can be read back. */
export function toJson({ request, tallies }: BatchResult): string {
  const { experiment, seed, trials } = request;
  const cells = request.cells.map((cell, i) => {
    const tally = tallies[i]!;
    return {
      cell,
      tally,
      measured: tally.trials === 0 ? {} : estimates(experiment, cell, tally),
      theory: theory(experiment, cell, tally),
    };
  });
  return `${JSON.stringify({ experiment, seed, trials, cells }, undefined, 2)}\n`;
}
