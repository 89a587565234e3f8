import type { BatchRequest } from '#experiments/experiment';
import { experiments } from '#experiments/experiments';
import type { ChartWords } from './build-chart.ts';
import type { ChartRow, ChartTableModel } from './chart-table.tsx';
import { comparisonsOf, type Reading } from './readings.ts';
import { familyOf } from './theory-dash.ts';

/** The numbers of one chart: a row for every measured point. */
export function buildTable(
  request: BatchRequest,
  readings: readonly Reading[],
  measuredId: string,
  words: ChartWords,
): ChartTableModel {
  const spec = experiments[request.experiment];
  const measured = spec.measured.find((one) => one.id === measuredId)!;
  const isDistribution = measured.kind === 'distribution';
  const theories = spec.theories.filter(
    (one) => one.beside === measuredId && readings.some((reading) => speaksOf(reading, one.id)),
  );
  const axes = spec.axes.filter(
    (axis) => axis.role !== 'setting' || new Set(request.cells.map((cell) => cell[axis.id])).size > 1,
  );
  const compared = comparisonsOf(request.experiment, readings, measuredId);
  const figure = (value: number) => words.figure(measured, value);
  const rows = readings.flatMap((reading, cellIndex) =>
    Object.entries(reading.measured)
      .filter(([id]) => (isDistribution ? id.startsWith(`${measuredId}.`) : id === measuredId))
      .map(([id, estimate]): ChartRow => {
        const entry = id.slice(measuredId.length);
        return {
          key: `${cellIndex} ${id}`,
          where: [
            ...axes.map((axis) => {
              const value = reading.cell[axis.id]!;
              return typeof value === 'number' ? words.tick(axis, value) : words.valueOf(axis, value);
            }),
            ...(isDistribution ? [entry.slice(1)] : []),
          ],
          trials: reading.trials,
          value: figure(estimate.value),
          interval: `${figure(estimate.low)} – ${figure(estimate.high)}`,
          theories: theories.map(({ id: theory }) => {
            const expected = reading.theories.find((one) => one.id === theory + entry);
            return expected === undefined || !Number.isFinite(expected.value) ? '–' : figure(expected.value);
          }),
          inside: compared.find((one) => one.cell === reading.cell && one.id === id)?.inside,
        };
      }),
  );
  return {
    heads: [
      ...axes.map((axis) => words.axis(axis.id)),
      ...(isDistribution ? [words.entries(measuredId)] : []),
    ],
    theories: theories.map((one) => words.theory(familyOf(one))),
    rows,
  };
}

/** Some formulas have nothing to say of some cells. */
function speaksOf({ theories }: Reading, id: string): boolean {
  return theories.some((one) => one.id === id || one.id.startsWith(`${id}.`));
}
