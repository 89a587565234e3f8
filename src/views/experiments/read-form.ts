import { parseValues } from '#app/experiments/parse-values';
import { checkBatch } from '#experiments/check-batch';
import type { BatchRefusal, BatchRequest, Cell, ExperimentId } from '#experiments/experiment';
import { experiments } from '#experiments/experiments';
import type { ExperimentForm } from './experiment-forms.ts';
import { usualForm } from './experiment-forms.ts';

/** What a form asks for, or why not: a refusal for every field that is wrong. */
export interface ReadForm {
  readonly request: BatchRequest | undefined;
  readonly refusals: ReadonlyMap<string, BatchRefusal>;
}

/** Reads the fields of an experiment. */
export function readForm(id: ExperimentId, form: ExperimentForm): ReadForm {
  const refusals = new Map<string, BatchRefusal>();
  const usual = usualForm(id);
  // Each field by itself first, so that two slips are two sentences.
  for (const field of [...Object.keys(form.values), 'trials', 'seed']) {
    const alone = checkBatch(
      field === 'trials' || field === 'seed'
        ? rawBatch(id, { ...usual, [field]: form[field] })
        : rawBatch(id, { ...usual, values: { ...usual.values, [field]: form.values[field] ?? '' } }),
    );
    if (isRefusal(alone) && alone.field === field) refusals.set(field, alone);
  }
  if (refusals.size > 0) return { request: undefined, refusals };
  const whole = checkBatch(rawBatch(id, form));
  if (!isRefusal(whole)) return { request: whole, refusals };
  return { request: undefined, refusals: refusals.set(whole.field, whole) };
}

/** Every combination of the values, the last axis fastest: the order of the shell. */
function rawBatch(id: ExperimentId, form: ExperimentForm): unknown {
  let cells: Cell[] = [{}];
  for (const axis of experiments[id].axes) {
    const text = form.values[axis.id] ?? '';
    const values = axis.kind === 'choice' ? text.split(', ') : parseValues(text);
    const distinct = [...new Set(values)];
    cells = cells.flatMap((cell) =>
      distinct.length === 0 ? [cell] : distinct.map((value) => ({ ...cell, [axis.id]: value })),
    );
  }
  const number = (text: string) => parseValues(text)[0] ?? '';
  return { experiment: id, seed: number(form.seed), trials: number(form.trials), cells };
}

function isRefusal(checked: BatchRequest | BatchRefusal): checked is BatchRefusal {
  return 'field' in checked;
}
