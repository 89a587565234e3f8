import { estimates } from './estimates.ts';
import type { BatchRequest, Tally } from './experiment.ts';
import { theory } from './theory.ts';

/** A batch, and what was counted in each of its cells. */
export interface BatchResult {
  readonly request: BatchRequest;
  readonly tallies: readonly Tally[];
}

/** A result as comma-separated values: a row for every measured number and every theoretical one of a cell. */
export function toCsv({ request, tallies }: BatchResult): string {
  const axes = Object.keys(request.cells[0] ?? {});
  const head = [...axes, 'trials', 'kind', 'id', 'value', 'low95', 'high95', 'low99', 'high99'];
  const rows = request.cells.flatMap((cell, i) => {
    const tally = tallies[i]!;
    const where = [...axes.map((axis) => cell[axis] ?? ''), tally.trials];
    const measured = tally.trials === 0 ? {} : estimates(request.experiment, cell, tally);
    return [
      ...Object.entries(measured).map(([id, { value, low, high, low99, high99 }]) => [
        ...where,
        'measured',
        id,
        value,
        low,
        high,
        low99,
        high99,
      ]),
      ...theory(request.experiment, cell, tally).map(({ id, value }) => [
        ...where,
        'theory',
        id,
        value,
        '',
        '',
        '',
        '',
      ]),
    ];
  });
  return `${[head, ...rows].map((row) => row.join(',')).join('\n')}\n`;
}

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
