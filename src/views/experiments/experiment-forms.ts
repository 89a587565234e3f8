import { create } from 'zustand';
import type { BatchRequest, ExperimentId } from '#experiments/experiment';
import { experiments } from '#experiments/experiments';

/** What stands in the fields of one experiment, as written. */
export interface ExperimentForm {
  /** The values of each axis. */
  readonly values: Readonly<Record<string, string>>;
  readonly trials: string;
  readonly seed: string;
  /** The axis along x. */
  readonly across: string;
  /** Whether the reader has changed something: then what is kept from earlier does not overwrite it. */
  readonly touched: boolean;
}

/** How the charts are looked at. */
interface ExperimentForms {
  readonly experiment: ExperimentId;
  readonly forms: Readonly<Record<ExperimentId, ExperimentForm>>;
  /** Charts whose y axis the reader has switched between linear and logarithmic. */
  readonly switched: ReadonlySet<string>;
  /** The one value that is drawn, by chart and axis. */
  readonly picked: Readonly<Record<string, number | string>>;
  /** Curves of theory that are not shown. */
  readonly hidden: ReadonlySet<string>;
  choose(experiment: ExperimentId): void;
  write(experiment: ExperimentId, change: Partial<ExperimentForm>): void;
  /** Puts a kept batch into the fields. */
  fill(request: BatchRequest): void;
  switchScale(measured: string): void;
  pick(chart: string, value: number | string): void;
  toggleTheory(theory: string): void;
}

/** The fields of all experiments: they keep what was written while the reader is elsewhere. */
export const useExperimentForms = create<ExperimentForms>()((set) => ({
  experiment: 'double-spend',
  forms: Object.fromEntries(
    Object.values(experiments).map(({ id }) => [id, usualForm(id)] as const),
  ) as Readonly<Record<ExperimentId, ExperimentForm>>,
  switched: new Set(),
  picked: {},
  hidden: new Set(['rosenfeld']),
  choose: (experiment) => set({ experiment }),
  write: (experiment, change) =>
    set(({ forms }) => ({
      forms: { ...forms, [experiment]: { ...forms[experiment], touched: true, ...change } },
    })),
  fill: (request) =>
    set(({ forms }) => ({
      forms: { ...forms, [request.experiment]: { ...forms[request.experiment], ...formOf(request) } },
    })),
  switchScale: (measured) => set(({ switched }) => ({ switched: toggled(switched, measured) })),
  pick: (chart, value) => set(({ picked }) => ({ picked: { ...picked, [chart]: value } })),
  toggleTheory: (theory) => set(({ hidden }) => ({ hidden: toggled(hidden, theory) })),
}));

/** The usual grid of an experiment, as a reader would write it. */
export function usualForm(id: ExperimentId): ExperimentForm {
  const { axes, defaultTrials } = experiments[id];
  return {
    values: Object.fromEntries(axes.map((axis) => [axis.id, axis.grid.join(', ')] as const)),
    trials: String(defaultTrials),
    seed: '1',
    across: axes.find((axis) => axis.role === 'x')?.id ?? '',
    touched: false,
  };
}

function formOf({ experiment, cells, trials, seed }: BatchRequest): Partial<ExperimentForm> {
  const { axes } = experiments[experiment];
  const values = axes.map((axis) => {
    const used = [...new Set(cells.map((cell) => cell[axis.id]).filter((value) => value !== undefined))];
    return [
      axis.id,
      (used.length === 0 && axis.absent !== undefined ? [axis.absent] : used).join(', '),
    ] as const;
  });
  return { values: Object.fromEntries(values), trials: String(trials), seed: String(seed) };
}

function toggled(set: ReadonlySet<string>, value: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(value)) next.add(value);
  return next;
}
