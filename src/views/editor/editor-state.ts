import { create } from 'zustand';
import { createDraftKeeper } from '#app/editor/draft-keeper';
import { type EditHistory, noEdits, redoEdit, rememberEdit, undoEdit } from '#app/editor/edit-history';
import { looksLikeADraft } from '#app/editor/looks-like-a-draft';
import type { RehearsalReport } from '#app/editor/rehearse';
import { type RunningRehearsal, rehearse } from '#app/editor/rehearse';
import { engineVersion } from '#simulation/run';
import { type Place, withValueAt } from '#simulation/scenario/patch-scenario';
import type { Scenario } from '#simulation/scenario/scenario';

export const editorTabs = ['about', 'network', 'story', 'settings', 'goals', 'test', 'json'] as const;
export type EditorTab = (typeof editorTabs)[number];

/** How the last try of the draft went. */
export interface Trial {
  /** What was tried: the report is about this and no later draft. */
  readonly scenario: Scenario;
  /** The draft it was made from. */
  readonly draft: Scenario | undefined;
  readonly running: boolean;
  readonly report: RehearsalReport | undefined;
  readonly failure: string | undefined;
}

/** The scenario that is being written. It may be wrong at any moment, like any half-written thing. */
interface EditorState {
  readonly draft: Scenario | undefined;
  readonly history: EditHistory;
  readonly tab: EditorTab;
  readonly trial: Trial | undefined;
  /** The browser could not keep the draft. */
  readonly notKept: boolean;
  setTab(tab: EditorTab): void;
  /** Starts over with another scenario. */
  begin(draft: Scenario, tab?: EditorTab): void;
  /** Changes one place; `undefined` removes what stands there. */
  set(place: Place, value: unknown): void;
  /** Changes several places in one step.
   * @param place where it is seen: undoing goes there */
  change(draft: Scenario, place: Place): void;
  undo(): void;
  redo(): void;
  /** Brings back the draft of the last visit, unless there is one already. */
  restore(): Promise<void>;
  tryOut(scenario: Scenario): Promise<void>;
  cancelTrial(): void;
}

let running: RunningRehearsal | undefined;
let keeper: ReturnType<typeof createDraftKeeper> | undefined;

/** The draft and what is known about it; it outlives the panel. */
export const useEditor = create<EditorState>()((set, get) => {
  const keep = () => {
    keeper ??= createDraftKeeper(() => set({ notKept: true }));
    return keeper;
  };
  const write = (draft: Scenario, history: EditHistory) => {
    set({ draft, history });
    keep().keep(draft);
  };
  const change = (draft: Scenario, place: Place, typed = false) => {
    const { draft: before, history } = get();
    if (draft === before) return;
    const edit = { place, typed, now: Date.now() };
    write(draft, before === undefined ? history : rememberEdit(history, before, edit));
  };
  const goTo = (step: ReturnType<typeof undoEdit>) => {
    if (step === undefined) return;
    write(step.draft, step.history);
    if (get().tab !== 'json') set({ tab: tabOf(step.place) });
  };
  return {
    draft: undefined,
    history: noEdits,
    tab: 'story',
    trial: undefined,
    notKept: false,
    setTab: (tab) => set({ tab }),
    begin(draft, tab = get().tab) {
      get().cancelTrial();
      set({ trial: undefined, tab });
      change(draft, []);
    },
    set(place, value) {
      const { draft } = get();
      const typed = typeof value === 'string' || typeof value === 'number';
      if (draft !== undefined) change(withValueAt(draft, place, value), place, typed);
    },
    change: (draft, place) => change(draft, place),
    undo() {
      const { draft, history } = get();
      if (draft !== undefined) goTo(undoEdit(history, draft));
    },
    redo() {
      const { draft, history } = get();
      if (draft !== undefined) goTo(redoEdit(history, draft));
    },
    async restore() {
      const kept = await keep().load();
      if (get().draft === undefined && looksLikeADraft(kept)) set({ draft: kept });
    },
    async tryOut(scenario) {
      get().cancelTrial();
      const { draft } = get();
      const show = (news: Pick<Trial, 'running' | 'report' | 'failure'>) =>
        set({ trial: { scenario, draft, ...news } });
      show({ running: true, report: undefined, failure: undefined });
      const run = { engine: engineVersion, scenario, seed: scenario.defaultSeed, actions: [] };
      const mine = rehearse(run, (report) => {
        if (running === mine) show({ running: true, report, failure: undefined });
      });
      running = mine;
      try {
        const report = await mine.result;
        if (running !== mine || report === undefined) return;
        show({ running: false, report, failure: undefined });
      } catch (error) {
        if (running !== mine) return;
        const failure = error instanceof Error ? error.message : String(error);
        show({ running: false, report: undefined, failure });
      }
    },
    cancelTrial() {
      running?.cancel();
      running = undefined;
      const { trial } = get();
      if (trial?.running === true) set({ trial: { ...trial, running: false } });
    },
  };
});

/** The tab on which a place of the draft is edited. */
export function tabOf([field]: Place): EditorTab {
  switch (field) {
    case 'nodes':
    case 'links':
    case 'policy':
    case 'outboundTarget':
    case 'trafficMeanWaitMicros':
    case 'trickleMeanMicros':
      return 'network';
    case 'beats':
    case 'actions':
    case 'byHand':
    case undefined:
      return 'story';
    case 'parameters':
      return 'settings';
    case 'goals':
    case 'referenceMicros':
    case 'defaultSeed':
      return 'goals';
    default:
      return 'about';
  }
}
