import type { Axis, BatchRefusal, BatchRequest, Cell, RepeatBase } from './experiment.ts';
import { experimentIds } from './experiment.ts';
import { experiments } from './experiments.ts';

/** A picture of more points is no picture, and a batch of more trials would not end in a lesson. */
const mostCells = 400;
const mostTrials = 20_000_000;

/** Passes a batch on, or says which field is wrong and why. Anything may come in: a form, a shell, a kept file. */
export function checkBatch(raw: unknown): BatchRequest | BatchRefusal {
  if (!isRecord(raw)) return refuse('experiment', 'missing');
  const id = experimentIds.find((one) => one === raw.experiment);
  if (id === undefined) return refuse('experiment', 'unknownExperiment', { value: said(raw.experiment) });
  const { axes, maxTrials } = experiments[id];
  const seed = wholeNumber('seed', raw.seed, 0, 0xffff_ffff);
  if (isRefusal(seed)) return seed;
  const trials = wholeNumber('trials', raw.trials, 1, maxTrials);
  if (isRefusal(trials)) return trials;
  if (!Array.isArray(raw.cells) || raw.cells.length === 0) return refuse('cells', 'missing');
  if (raw.cells.length > mostCells) {
    return refuse('cells', 'tooManyCells', { cells: raw.cells.length, max: mostCells });
  }
  const cells: Cell[] = [];
  for (const given of raw.cells as unknown[]) {
    const cell = checkCell(axes, given);
    if (isRefusal(cell)) return cell;
    cells.push(cell);
  }
  if (cells.length * trials > mostTrials) return refuse('cells', 'tooMuchWork', { max: mostTrials });
  if (id !== 'repeat') return { experiment: id, seed, trials, cells };
  if (!isRecord(raw.base)) return refuse('base', 'missing');
  return { experiment: id, seed, trials, cells, base: raw.base as unknown as RepeatBase };
}

function checkCell(axes: readonly Axis[], given: unknown): Cell | BatchRefusal {
  if (!isRecord(given)) return refuse('cells', 'missing');
  for (const field of Object.keys(given)) {
    if (!axes.some((axis) => axis.id === field)) return refuse(field, 'unknownField');
  }
  const cell: Record<string, number | string> = {};
  for (const axis of axes) {
    const value = given[axis.id];
    if (value === undefined && axis.absent !== undefined) continue;
    if (value === undefined) return refuse(axis.id, 'missing');
    const wrong = axis.kind === 'choice' ? checkChoice(axis, value) : checkNumber(axis, value);
    if (wrong !== undefined) return wrong;
    cell[axis.id] = value as number | string;
  }
  // No more near miners than miners, and nobody is linked with everybody twice.
  if (Number(cell.near) > Number(cell.miners))
    return refuse('near', 'tooLarge', { value: cell.near!, max: cell.miners! });
  if (Number(cell.degree) >= Number(cell.nodes))
    return refuse('degree', 'tooLarge', { value: cell.degree!, max: Number(cell.nodes) - 1 });
  return cell;
}

function checkChoice(axis: Axis, value: unknown): BatchRefusal | undefined {
  return axis.choices?.some((choice) => choice === value)
    ? undefined
    : refuse(axis.id, 'notOneOf', { value: said(value), choices: (axis.choices ?? []).join(', ') });
}

function checkNumber(
  { id, integer, min, max, below }: Pick<Axis, 'id' | 'integer' | 'min' | 'max' | 'below'>,
  value: unknown,
): BatchRefusal | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    return refuse(id, 'notANumber', { value: said(value) });
  }
  if (min !== undefined && value < min) return refuse(id, 'tooSmall', { value, min });
  if (max !== undefined && value > max) return refuse(id, 'tooLarge', { value, max });
  if (below !== undefined && value >= below) return refuse(id, 'notBelow', { value, below });
  if (integer === true && !Number.isInteger(value)) return refuse(id, 'notWhole', { value });
  return undefined;
}

function wholeNumber(field: string, value: unknown, min: number, max: number): number | BatchRefusal {
  if (value === undefined || value === '') return refuse(field, 'missing');
  return checkNumber({ id: field, integer: true, min, max }, value) ?? (value as number);
}

function refuse(field: string, key: BatchRefusal['key'], values: BatchRefusal['values'] = {}): BatchRefusal {
  return { field, key, values };
}

function isRefusal(checked: unknown): checked is BatchRefusal {
  return isRecord(checked) && 'key' in checked && 'field' in checked;
}

/** A value as it may be repeated in a sentence. */
function said(value: unknown): string {
  return String(value ?? '').slice(0, 40);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
