import type { Cell, ExperimentId, Tally, Theory } from '#experiments/experiment';
import { theory } from '#experiments/theory';

type Points = readonly (readonly [number, number])[];
type Curves = ReadonlyMap<string, Points>;

/** A growing batch is drawn five times a second, and hardly any of its theory depends on what was measured. */
const known = new Map<string, Curves>();
const mostKnown = 400;

/** Every curve of theory along one axis, everything else as in `base`.
 * @param tally what the series has measured so far, for theory that stands beside a measured parameter (γ) */
export function theoryCurves(
  experiment: ExperimentId,
  base: Cell,
  axis: string,
  along: readonly number[],
  tally: Tally | undefined,
): Curves {
  if (tally !== undefined && !equal(theory(experiment, base, tally), theory(experiment, base))) {
    return compute(experiment, base, axis, along, tally);
  }
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
  return curves;
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

function equal(a: readonly Theory[], b: readonly Theory[]): boolean {
  return (
    a.length === b.length && a.every((one, i) => one.id === b[i]!.id && Object.is(one.value, b[i]!.value))
  );
}
