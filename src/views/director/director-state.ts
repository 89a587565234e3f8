import { create } from 'zustand';
import { createRunShelf, type RunShelf, type ShelvedRun, shelved, without } from '#app/run-shelf';
import { findScenario } from '#scenarios/shipped';
import type { ParameterValues } from '#simulation/scenario/parameter';
import type { Scenario } from '#simulation/scenario/scenario';

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

/** What the director remembers besides the run itself: how far the reader is, and what the class has predicted. */
interface DirectorState {
  readonly step: Step;
  readonly draft: Draft | undefined;
  /** Runs that were open before a curtain rose, so that one click brings them back; newest first. */
  readonly kept: readonly ShelvedRun[];
  /** Locked predictions: the number of the choice, by run, seed and beat. */
  readonly predictions: Readonly<Record<string, number>>;
  /** "Change one thing" is open: the reader came back in time in order to change something. */
  readonly changing: boolean;
  goTo(step: Step): void;
  choose(draft: Draft | undefined): void;
  setValue(id: string, value: number | boolean): void;
  setChanging(open: boolean): void;
  /** Puts a run on the shelf; `instead` of one that was taken from it, if it was. */
  keep(run: ShelvedRun, instead?: ShelvedRun): void;
  /** Brings back what the last visit left on the shelf. */
  restore(): Promise<void>;
  predict(question: string, choice: number): void;
}

let shelf: RunShelf | undefined;
let restoring: Promise<void> | undefined;

function theShelf(): RunShelf {
  shelf ??= createRunShelf();
  return shelf;
}

/** State of the director: lasts as long as the page, so that looking at something else loses nothing. */
export const useDirector = create<DirectorState>()((set, get) => ({
  step: 'choose',
  draft: undefined,
  kept: [],
  predictions: {},
  changing: false,
  goTo: (step) => set({ step }),
  choose: (draft) => set({ draft }),
  setValue: (id, value) =>
    set(({ draft }) =>
      draft === undefined ? {} : { draft: { ...draft, values: { ...draft.values, [id]: value } } },
    ),
  setChanging: (changing) => set({ changing }),
  keep(run, instead) {
    const others = instead === undefined ? get().kept : without(get().kept, instead.run);
    set({ kept: shelved(others, run) });
    // What the last visit left is still to be read: it must not be written over.
    void get()
      .restore()
      .then(() => theShelf().save(get().kept));
  },
  restore() {
    restoring ??= theShelf()
      .load()
      .then((older) => {
        const newestFirst = [...get().kept, ...older];
        set({ kept: newestFirst.reduceRight(shelved, [] as readonly ShelvedRun[]) });
      });
    return restoring;
  },
  // The first word counts: a prediction that could be changed after the reveal would be none.
  predict: (question, choice) =>
    set(({ predictions }) =>
      question in predictions ? {} : { predictions: { ...predictions, [question]: choice } },
    ),
}));
