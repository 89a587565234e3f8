import { engineVersion } from '#simulation/run';
import type { Scenario } from '#simulation/scenario/scenario';
import type { Settings } from './settings.ts';
import type { Selection, StudioState } from './studio-state.ts';

/** Nothing is picked. */
export const noSelection: Selection = { kind: 'none' };

/** The state before any run is open. */
export function initialState(settings: Settings, scenario: Scenario): StudioState {
  return {
    ...settings,
    status: 'loading',
    run: { engine: engineVersion, scenario, seed: scenario.defaultSeed, actions: [] },
    constants: undefined,
    genesisTime: undefined,
    timelines: [],
    activeTimeline: -1,
    playhead: { time: 0, index: 0 },
    computedTime: 0,
    seenTime: 0,
    playing: false,
    speed: { mode: 'story' },
    pace: 1e6,
    headingFor: -1,
    hashLimited: false,
    hashesComputed: 0,
    hashesFromLedger: 0,
    pauseAt: 'nothing',
    selection: noSelection,
    hover: noSelection,
    viewAs: -1,
    godView: false,
    stageView: 'tree',
    inspectorTab: 'explain',
    bookmarks: [],
    notices: [],
    seedSearch: undefined,
    verification: undefined,
    canUndo: false,
    canRedo: false,
  };
}

/** What a run that opens takes back to its beginning. */
export const freshlyOpened = {
  status: 'ready',
  selection: noSelection,
  hover: noSelection,
  viewAs: -1,
  bookmarks: [],
  seedSearch: undefined,
  verification: undefined,
} as const satisfies Partial<StudioState>;
