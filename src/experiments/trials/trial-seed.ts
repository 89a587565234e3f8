import { labelKey } from '#simulation/random/prng';
import type { Cell, ExperimentId } from '../experiment.ts';

/** The seed of one trial: of the batch's seed, what the cell says and the number of the trial, never of its place in the
 * grid, so that a cell gives the same numbers in whichever grid it stands.
 * @returns uint32 */
export function trialSeed(seed: number, experiment: ExperimentId, cell: Cell, trial: number): number {
  return labelKey(seed, `${experiment} ${cellKey(cell)} ${trial}`);
}

/** A cell as text, the same for equal cells. */
export function cellKey(cell: Cell): string {
  return Object.keys(cell)
    .sort()
    .map((id) => `${id}=${cell[id]}`)
    .join(' ');
}
