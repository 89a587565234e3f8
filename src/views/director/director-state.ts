import { create } from 'zustand';
import { findScenario } from '#scenarios/shipped';
import type { ParameterValues } from '#simulation/parameter';
import type { Run } from '#simulation/run';
import type { Scenario } from '#simulation/scenario';

/** The five steps of the director, in their order. */
export const steps = ['choose', 'cast', 'stage', 'outcome', 'repeat'] as const;
export type Step = (typeof steps)[number];

/** An attack that was chosen and is being cast; nothing has started yet. */
export interface Draft {
  readonly scenario: Scenario;
  readonly values: ParameterValues;
}

/** A draft with the values that a scenario comes with. A play that ships is cast from its file, so that one staged by
 * hand can also be played by its strategy. */
export function draftOf(scenario: Scenario): Draft {
  return {
    scenario: findScenario(scenario.id) ?? scenario,
    values: Object.fromEntries(scenario.parameters.map(({ id, value }) => [id, value])),
  };
}

/** The run that was open before the curtain rose, so that one click brings it back. */
export interface KeptRun {
  readonly run: Run;
  /** microseconds */
  readonly time: number;
}

/** What the director remembers besides the run itself: how far the reader is, and what the class has predicted. */
interface DirectorState {
  readonly step: Step;
  readonly draft: Draft | undefined;
  readonly kept: KeptRun | undefined;
  /** Locked predictions: the number of the choice, by run, seed and beat. */
  readonly predictions: Readonly<Record<string, number>>;
  /** "Change one thing" is open: the reader came back in time in order to change something. */
  readonly changing: boolean;
  goTo(step: Step): void;
  choose(draft: Draft | undefined): void;
  setValue(id: string, value: number | boolean): void;
  setChanging(open: boolean): void;
  keep(run: KeptRun | undefined): void;
  predict(question: string, choice: number): void;
}

/** State of the director: lasts as long as the page, so that looking at something else loses nothing. */
export const useDirector = create<DirectorState>()((set) => ({
  step: 'choose',
  draft: undefined,
  kept: undefined,
  predictions: {},
  changing: false,
  goTo: (step) => set({ step }),
  choose: (draft) => set({ draft }),
  setValue: (id, value) =>
    set(({ draft }) =>
      draft === undefined ? {} : { draft: { ...draft, values: { ...draft.values, [id]: value } } },
    ),
  setChanging: (changing) => set({ changing }),
  keep: (kept) => set({ kept }),
  // The first word counts: a prediction that could be changed after the reveal would be none.
  predict: (question, choice) =>
    set(({ predictions }) =>
      question in predictions ? {} : { predictions: { ...predictions, [question]: choice } },
    ),
}));
