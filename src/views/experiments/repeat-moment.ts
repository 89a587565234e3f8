import { create } from 'zustand';
import type { Studio } from '#app/studio-state';
import type { Run } from '#simulation/run';

/** A moment of a run from which it can be repeated. */
export interface RepeatMoment {
  readonly run: Run;
  readonly ledger: string;
  /** Simulated microseconds. */
  readonly at: number;
  /** Of the run's chain. */
  readonly spacingMicros: number;
}

interface RepeatMoments {
  readonly moment: RepeatMoment | undefined;
  take(studio: Studio, at?: number): Promise<void>;
}

/** The moment that was taken last: it stays while the reader looks at something else. */
export const useRepeatMoment = create<RepeatMoments>()((set) => ({
  moment: undefined,
  take: async (studio, at = studio.getState().playhead.time) => {
    const { run, constants } = studio.getState();
    const ledger = await studio.verbs.ledger();
    set({ moment: { run, ledger, at, spacingMicros: (constants?.spacingSeconds ?? 600) * 1e6 } });
  },
}));
