import type { Cell, ExperimentId, Tally } from '#experiments/experiment';
import { theory } from '#experiments/theory';

type Points = readonly (readonly [number, number])[];
type Curves = ReadonlyMap<string, Points>;

/** A growing batch is drawn five times a second, and hardly any of its theory depends on what was measured. */
const known = new Map<string, Curves>();
const mostKnown = 400;

/** Theory at a parameter that was measured, and that a whole series has in common: γ follows from the network. */
const needsSeries: ReadonlySet<string> = new Set(['eyal-sirer']);

/** Each point of these is computed link by link: known where something is measured, and joined by straight lines. */
const byPoint: ReadonlySet<ExperimentId> = new Set(['propagation']);

/** Every curve of theory along one axis, everything else as in `base`. What depends on the measurement of each single
 * point is no curve and not among them.
 * @param tally what the series has measured so far */
export function theoryCurves(
  experiment: ExperimentId,
  base: Cell,
  axis: string,
  along: readonly number[],
  tally: Tally | undefined,
): Curves {
  if (byPoint.has(experiment)) return new Map();
  const key = JSON.stringify([
    experiment,
    { ...base, [axis]: 0 },
    axis,
    along.length,
    along[0],
    along.at(-1),
  ]);
  let curves = known.get(key);
  if (curves === undefined) {
    curves = compute(experiment, base, axis, along, undefined);
    if (known.size >= mostKnown) known.clear();
    known.set(key, curves);
  }
  if (tally === undefined || !theory(experiment, base, tally).some(({ id }) => needsSeries.has(id)))
    return curves;
  const measured = [...compute(experiment, base, axis, along, tally)].filter(([id]) => needsSeries.has(id));
  return new Map([...curves, ...measured]);
}

function compute(
  experiment: ExperimentId,
  base: Cell,
  axis: string,
  along: readonly number[],
  tally: Tally | undefined,
): Curves {
  const curves = new Map<string, [number, number][]>();
  for (const at of along) {
    for (const { id, value } of theory(experiment, { ...base, [axis]: at }, tally)) {
      if (!Number.isFinite(value)) continue;
      const points = curves.get(id);
      if (points === undefined) curves.set(id, [[at, value]]);
      else points.push([at, value]);
    }
  }
  return curves;
}
