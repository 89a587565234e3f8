import type { Action, Run, TimedAction } from '#simulation/run';
import type {
  ClassConstants,
  InspectQuery,
  InspectReply,
  SeedCondition,
  VerifyProgress,
} from '#workers/simulation-api';
import type { History } from './history.ts';
import type { ShelvedRun } from './run-shelf.ts';
import type { Playhead, Scene } from './scene.ts';
import type { Turn } from './turns.ts';

/** What the user has picked; one selection links every panel. Indices are table indices. */
export type Selection =
  | { readonly kind: 'none' }
  | { readonly kind: 'node'; readonly node: number }
  | { readonly kind: 'link'; readonly link: number }
  | { readonly kind: 'block'; readonly block: number }
  | { readonly kind: 'tx'; readonly tx: number }
  | { readonly kind: 'output'; readonly tx: number; readonly vout: number }
  /** Global log row of a send. */
  | { readonly kind: 'message'; readonly row: number }
  /** Global log row of a `tip` row with x > 0. */
  | { readonly kind: 'reorg'; readonly row: number }
  | { readonly kind: 'attack'; readonly attacker: number };

export type Speed =
  /** Fast through quiet stretches, slow where something spreads. */
  | { readonly mode: 'story' }
  /** Simulated microseconds per real second. */
  | { readonly mode: 'fixed'; readonly microsPerSecond: number };

export type StageView = 'tree' | 'coins' | 'mempool' | 'spacetime' | 'charts' | 'experiments';
export type InspectorTab = 'explain' | 'fields' | 'bytes';
export type PauseAt = 'nothing' | 'fork' | 'reorg' | 'block';

/** One history the reader can look at; at most two keep their logs. */
export interface TimelineInfo {
  readonly id: number;
  readonly actions: readonly TimedAction[];
  /** Where it left the other timeline; 0 for the first. */
  readonly forkedAt: number;
  readonly forkedRow: number;
  /** Index (in each timeline's block table) of the first block whose header differs, −1 while none does. */
  readonly firstDifferingBlock: number;
  readonly reached: number;
  readonly traceHash: string;
}

/** A sentence for the user about something that went wrong or finished: a key of the texts `errors` (tone `error`) or
 * `notices` (any other tone), with its values. */
export interface Notice {
  readonly id: number;
  readonly tone: 'info' | 'success' | 'error';
  readonly key: string;
  readonly values: Readonly<Record<string, string | number>>;
  /** The action it is about, to be put in words as `what` and `when`. */
  readonly about?: TimedAction | undefined;
}

export interface SeedSearch {
  readonly condition: SeedCondition;
  readonly tried: number;
  readonly limit: number;
  readonly foundSeed: number | undefined;
  readonly running: boolean;
}

/** Main-thread state. Slow-changing values live here (React reads them with selectors, ≤ 10 Hz); what moves is in
 * `history` and the frame callback. Implemented by `createStudio`; React reads it through `views/use-studio.ts`. */
export interface StudioState {
  readonly status: 'loading' | 'ready' | 'failed';
  readonly run: Run;
  readonly constants: ClassConstants | undefined;
  readonly timelines: readonly TimelineInfo[];
  readonly activeTimeline: number;
  /** Follows every frame; panels are told at ≤ 10 Hz while playing, at once when paused. */
  readonly playhead: Playhead;
  /** Furthest simulated time computed / furthest the user has seen. */
  readonly computedTime: number;
  readonly seenTime: number;
  readonly playing: boolean;
  readonly speed: Speed;
  /** Simulated microseconds per real second right now, for "1 s here = …". */
  readonly pace: number;
  /** Where a restored run or a far seek is heading while it is still being computed, microseconds; −1: nowhere. */
  readonly headingFor: number;
  /** True while hashing, not the chosen speed, limits playback. */
  readonly hashLimited: boolean;
  readonly hashesComputed: number;
  readonly hashesFromLedger: number;
  readonly pauseAt: PauseAt;
  readonly selection: Selection;
  readonly hover: Selection;
  /** Node through whose eyes we look; −1 everyone. */
  readonly viewAs: number;
  readonly godView: boolean;
  readonly stageView: StageView;
  readonly inspectorTab: InspectorTab;
  readonly packetsOpen: boolean;
  readonly presenter: boolean;
  readonly theme: 'system' | 'light' | 'dark';
  readonly language: 'en' | 'zh-CN';
  readonly singleKeys: boolean;
  readonly verbosity: 'quiet' | 'milestones' | 'everything';
  readonly bookmarks: readonly { readonly time: number; readonly label: string }[];
  readonly notices: readonly Notice[];
  readonly seedSearch: SeedSearch | undefined;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Unix seconds of simulated time 0: what block headers count from. Undefined until a run is open. */
  readonly genesisTime?: number | undefined;
  /** How far `verify` has come, and what it found. */
  readonly verification?: VerifyProgress | undefined;
}

export interface StudioVerbs {
  play(): void;
  pause(): void;
  togglePlay(): void;
  setSpeed(speed: Speed): void;
  /** One notch faster (+1) or slower (−1). */
  changeSpeed(notches: number): void;
  setPauseAt(what: PauseAt): void;
  seek(time: number): void;
  seekRow(row: number): void;
  stepEvent(count: number): void;
  stepBlock(count: number): void;
  stepInteresting(count: number): void;
  /** Start the scenario over from t = 0 with the same seed and no user actions. */
  restart(): void;
  openScenario(id: string, seed?: number): Promise<void>;
  openRun(run: Run, options?: { readonly ledger?: string; readonly time?: number }): Promise<void>;
  /** Carries out an action at the playhead; in the past it opens a second timeline. */
  act(action: Action): Promise<void>;
  /** Opens a second timeline in which a healing, given as index into the history's actions, never came. */
  withoutHeal(action: number): Promise<void>;
  undo(): Promise<void>;
  redo(): Promise<void>;
  swapTimelines(): void;
  dropOtherTimeline(): void;
  select(selection: Selection): void;
  setHover(selection: Selection): void;
  setViewAs(node: number): void;
  setGodView(on: boolean): void;
  setStageView(view: StageView): void;
  setInspectorTab(tab: InspectorTab): void;
  setPacketsOpen(open: boolean): void;
  setPresenter(on: boolean): void;
  setTheme(theme: StudioState['theme']): void;
  setLanguage(language: StudioState['language']): void;
  setSingleKeys(on: boolean): void;
  setVerbosity(verbosity: StudioState['verbosity']): void;
  bookmark(): void;
  dismissNotice(id: number): void;
  /** Downloads a run file; loads one (any text: refused with a sentence, current work untouched). */
  saveFile(): Promise<void>;
  loadText(text: string, name: string): Promise<void>;
  /** A link with scenario, seed, actions and position; undefined when it would exceed 6 kB (then save a file). */
  shareLink(): Promise<string | undefined>;
  findSeed(condition: SeedCondition): Promise<void>;
  cancelFindSeed(): void;
  verify(): Promise<void>;
  inspect(query: InspectQuery): Promise<InspectReply>;
  /** The ledger of the timeline being looked at, as text: whoever replays its run with it hashes nothing. */
  ledger(): Promise<string>;
}

/** The framework-free core: state, verbs, the history being looked at, and frames for whatever moves. */
export interface Studio {
  getState(): StudioState;
  /** Tells of changes at once, but for those that only follow the playhead: of these, ten times a second, at the turn
   * of the panel that listens. */
  subscribe(listener: (state: StudioState) => void, turn?: Turn): () => void;
  readonly verbs: StudioVerbs;
  /** The fold of the active timeline's log (see history.ts); the other timeline's when asked. */
  history(timeline?: number): History;
  /** Called once per animation frame while mounted, with the scene at the playhead and whether anything changed. */
  onFrame(callback: (scene: Scene, changed: boolean) => void): () => void;
  /** Tells of a timeline that a third one took the place of: whoever listens can keep its run. */
  onGivenUp(listener: (kept: ShelvedRun) => void): () => void;
  /** The scene at the current playhead, for drawing outside a frame. */
  scene(): Scene;
}
