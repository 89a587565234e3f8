import { createStore } from 'zustand/vanilla';
import { engineVersion, type Run, type TimedAction } from '#simulation/run';
import type { Scenario } from '#simulation/scenario/scenario';
import { Acting } from './acting.ts';
import type { Autosave, OtherTimeline } from './autosave.ts';
import { createHistory } from './create-history.ts';
import { Desk } from './desk.ts';
import { Exchange } from './exchange.ts';
import { HistoryThinner } from './history-thinner.ts';
import { freshlyOpened, initialState, noSelection } from './initial-state.ts';
import { longestFrameSeconds, nextPause, paceAt, play } from './playback.ts';
import type { ShelvedRun } from './run-shelf.ts';
import type { Scene } from './scene.ts';
import { createSceneReader } from './scene-at.ts';
import { Searching } from './searching.ts';
import type { SettingsStore } from './settings.ts';
import type { SimulationClient } from './simulation-client.ts';
import { changedSpeed } from './speed-notches.ts';
import { byBlock, byEvent, byInterest, type Stride } from './steps.ts';
import { type StoryStops, storyStops } from './story-stops.ts';
import type { Notice, Studio, StudioState, StudioVerbs } from './studio-state.ts';
import { firstTrack, timelineInfos } from './track.ts';
import { Turns } from './turns.ts';
import { WorkKeeper } from './work-keeper.ts';
import { WorkerPump } from './worker-pump.ts';

// The page's main thread without its pictures. `History` folds the log into step functions, `Scene` is the world at a
// playhead, the desk holds timelines and the playhead, the pump keeps the worker ahead, and the studio ties them to
// verbs and slow-changing state. May import pure layers and worker types; never React, and no view is known here.

/** What the studio needs from the outside; a test hands in its own. */
export interface StudioOptions {
  readonly client: SimulationClient;
  readonly scenarios: {
    /** Opened when there is neither a link nor kept work. */
    readonly first: Scenario;
    find(id: string): Scenario | undefined;
    /** Makes sure that `find` knows all of them. */
    load?(): Promise<void>;
  };
  readonly settings: SettingsStore;
  readonly autosave: Autosave | undefined;
  /** Calls back once before the next picture, with real milliseconds: `requestAnimationFrame`. */
  readonly requestFrame: (callback: (now: number) => void) => void;
  /** The page's address: where links come in and go out. */
  readonly address: {
    /** The part after `#`, without it. */
    hash(): string;
    /** The address without its hash. */
    base(): string;
    clearHash(): void;
    onHashChange(listener: () => void): void;
  };
  /** Calls back when the page is about to go. */
  readonly onPageHide: (listener: () => void) => void;
  /** Offers a file to the reader. */
  readonly download: (name: string, text: string) => void;
}

/** Each panel learns of changes this often while time runs, milliseconds. */
const panelMillis = 100;
/** Steps that lead beyond what is known give up after so many real milliseconds. */
const stepPatienceMillis = 15_000;
/** Frames in a row that hashing must hold up before we say so. */
const heldUpFrames = 12;
const bookmarkLimit = 200;
/** Sentences about where one is now: the newest is enough. */
const passing: ReadonlySet<string> = new Set([
  'lookingAtFirst',
  'lookingAtSecond',
  'undone',
  'undoneOther',
  'undoneAlready',
  'undoneThere',
  'redone',
  'redoneOther',
  'redoneAlready',
  'redoneThere',
]);
const noticeLimit = 5;
const keptSettings = ['language', 'theme', 'presenter', 'singleKeys', 'verbosity', 'packetsOpen'] as const;

/** The framework-free core of the page. Comes back at once with `status: 'loading'`; the run opens in the background:
 * a link if the address holds one, else the work kept from the last visit, else the first scenario. */
export async function createStudio(options?: StudioOptions): Promise<Studio> {
  const { client, scenarios, settings, autosave, requestFrame, address, onPageHide, download } =
    options ?? (await import('./browser-options.ts')).browserOptions();
  const { simulation } = client;
  const store = createStore<StudioState>(() => initialState(settings.load(), scenarios.first));
  const empty = createHistory();
  const readScene = createSceneReader();
  const frameCallbacks = new Set<(scene: Scene, changed: boolean) => void>();
  const givenUp = new Set<(kept: ShelvedRun) => void>();
  const desk = new Desk();
  const pump = new WorkerPump({
    desk,
    simulation,
    speed: () => store.getState().speed,
    playing: () => store.getState().playing,
    onLost: (error) => notify('error', 'worker', { detail: sentenceOf(error) }),
  });
  const thinner = new HistoryThinner(desk, pump);
  const keeper = new WorkKeeper({
    autosave,
    work: () => {
      const { run, bookmarks } = store.getState();
      if (desk.active === undefined) return undefined;
      return { bookmarks, position: desk.awaitedTime ?? desk.playhead.time, ...bothTimelines(run) };
    },
    ledger: () => ledgerNow(),
    onFailure: (failure) => notify('error', failure),
  });

  const acting = new Acting({
    desk,
    simulation,
    whileFrozen,
    tell: (key, about) => notify('info', key, {}, about),
    // Its effect is past as soon as it is there, so that playing on would run over a beat that asks for a pause.
    onActed(from, time) {
      const pause = nextPause(desk.active?.history ?? empty, stops(from).beats, from, time);
      if (pause <= time) store.setState({ playing: false });
    },
    onOtherFuture: dropStaleSelection,
    onGivenUp({ actions, seenTime }) {
      const run = { ...store.getState().run, actions };
      for (const listener of givenUp) listener({ run, time: seenTime });
    },
  });
  const searching = new Searching({
    client,
    run: () => store.getState().run,
    timeline: () => desk.active?.id,
    set,
    seedSearch: () => store.getState().seedSearch,
    notify,
    failed: (error) => notify('error', 'refused', { detail: sentenceOf(error) }),
  });

  const exchange = new Exchange({
    simulation,
    find: scenarios.find,
    autosave,
    address,
    download,
    work: () => {
      const track = desk.active;
      if (track === undefined) return undefined;
      return { run: store.getState().run, position: desk.playhead.time, timeline: track.id };
    },
    openRun,
    onGeneration(generation) {
      keeper.generation = generation;
    },
    openSecond(actions, look) {
      second = { actions, look };
    },
    setBookmarks: (bookmarks) => store.setState({ bookmarks }),
    notify,
    failed: (error) => notify('error', 'refused', { detail: sentenceOf(error) }),
  });

  /** A timeline to open beside the first one, as soon as that is back where it was. */
  let second: { readonly actions: readonly TimedAction[]; readonly look: boolean } | undefined;
  let framesHeldUp = 0;
  let noticeCount = 0;
  let lastFrame: number | undefined;
  const listeners = new Turns<StudioState>(panelMillis);
  /** While the state follows the playhead, panels are told in turns; every other change concerns all. */
  let following = false;
  let drawn: readonly unknown[] = [];

  // Telling

  function publish(): void {
    desk.dirty = false;
    const track = desk.active;
    if (track === undefined) return;
    const { history } = track;
    const { run, speed, timelines } = store.getState();
    store.setState({
      playhead: desk.playhead,
      timelines: timelineInfos(desk.tracks, timelines),
      activeTimeline: track.id,
      computedTime: history.reached,
      seenTime: track.seenTime,
      pace: paceAt(history, desk.playhead.time, speed),
      headingFor: desk.awaitedTime ?? -1,
      hashLimited: framesHeldUp > heldUpFrames,
      hashesComputed: track.hashesComputed,
      hashesFromLedger: track.hashesFromLedger,
      run: run.actions === track.actions ? run : { ...run, actions: track.actions },
      canUndo: acting.canUndo,
      canRedo: acting.canRedo,
    });
  }

  /** State that the user changed directly: shown at once, with whatever moved since panels were last told. */
  function set(patch: Partial<StudioState>): void {
    store.setState(patch);
    if (desk.dirty || patch.speed !== undefined) publish();
  }

  /** A sentence replaces one that says the same thing about another moment. */
  function notify(
    tone: Notice['tone'],
    key: string,
    values: Notice['values'] = {},
    about?: Notice['about'],
  ): void {
    const notice: Notice = { id: ++noticeCount, tone, key, values, about };
    const others = store.getState().notices.filter((other) => !passing.has(other.key) || !passing.has(key));
    set({ notices: [...others, notice].slice(-noticeLimit) });
  }

  // Frames

  function frame(now: number): void {
    requestFrame(frame);
    const seconds = lastFrame === undefined ? 0 : Math.max(0, now - lastFrame) / 1000;
    lastFrame = now;
    if (desk.active !== undefined) {
      const waits = pump.frozen || desk.follow(now);
      if (!waits && store.getState().playing) playOn(Math.min(longestFrameSeconds, seconds));
      if (second !== undefined && !waits) reopenSecond();
      pump.work();
      thinner.work();
      keeper.keepIfDue(now);
    }
    // A picture that stands still, or was stepped, shows at once; of one that runs, or catches up, a panel at a time.
    const still = !store.getState().playing && desk.awaitedTime === undefined;
    if (!still) follow(now);
    else if (desk.dirty) publish();
    draw();
  }

  function follow(now: number): void {
    const due = listeners.due(now);
    if (due.length === 0) return;
    following = true;
    if (desk.dirty) publish();
    following = false;
    listeners.tell(store.getState(), due);
  }

  function playOn(seconds: number): void {
    const history = desk.active?.history ?? empty;
    const { speed } = store.getState();
    const { beats, pauseAt } = stops(desk.playhead.index);
    const from = { time: desk.exactTime, index: desk.playhead.index };
    const { playhead, stopped, limited } = play(history, from, speed, pauseAt, seconds, beats);
    framesHeldUp = limited ? framesHeldUp + 1 : 0;
    desk.playTo(playhead.time, playhead.index);
    if (stopped) set({ playing: false });
  }

  /** Where time may stop by itself, from row `index` on. */
  function stops(index: number): StoryStops {
    return storyStops(store.getState(), desk.active?.history ?? empty, index);
  }

  function reopenSecond(): void {
    const { actions, look } = second ?? { actions: [], look: false };
    second = undefined;
    void acting.reopen(actions, look).then(() => {
      if (look) acting.resume(actions);
      publish();
    });
  }

  /** The timeline being looked at, and the other one. */
  function bothTimelines(run: Run): { readonly run: Run; readonly other?: OtherTimeline } {
    const { active, other } = desk;
    if (second !== undefined && active !== undefined) {
      const { actions, look } = second;
      if (!look) return { run, other: { actions, first: false } };
      return { run: { ...run, actions }, other: { actions: active.actions, first: true } };
    }
    if (other === undefined) return { run };
    return { run, other: { actions: other.actions, first: desk.tracks[0] === other } };
  }

  function draw(): void {
    const history = desk.active?.history ?? empty;
    const shown = [history, history.version, desk.playhead, store.getState()];
    const changed = shown.some((part, index) => part !== drawn[index]);
    drawn = shown;
    if (frameCallbacks.size === 0) return;
    const scene = readScene(history, desk.playhead);
    for (const callback of frameCallbacks) callback(scene, changed);
  }

  // Runs

  /** Runs a verb with time standing still, and says so when it fails.
   * @returns whether it was done */
  async function whileFrozen(verb: () => Promise<void>): Promise<boolean> {
    try {
      await pump.whileFrozen(verb);
      return true;
    } catch (error) {
      notify('error', 'refused', { detail: sentenceOf(error) });
      return false;
    } finally {
      publish();
    }
  }

  async function ledgerNow(): Promise<string> {
    return (await simulation.save(desk.active?.id ?? -1)).ledger;
  }

  function openRun(run: Run, opening: { ledger?: string; time?: number } = {}): Promise<boolean> {
    const { ledger, time = 0 } = opening;
    return whileFrozen(async () => {
      const answer = await simulation.open(run, {
        ...(ledger === undefined ? {} : { ledger }),
        ...(time > 0 ? { warmUpTo: time } : {}),
      });
      searching.stop();
      second = undefined;
      const messageCapacity = messagesKept(run.scenario);
      const history = createHistory({ messageCapacity });
      desk.open(firstTrack(answer.timeline, history, run.actions, answer.advanced), time);
      pump.renew();
      acting.resume(run.actions);
      framesHeldUp = 0;
      const { constants, genesisTime } = answer;
      store.setState({ ...freshlyOpened, run, constants, genesisTime, playing: time === 0 });
    });
  }

  function freshRun(scenario: Scenario, seed = scenario.defaultSeed): Run {
    return { engine: engineVersion, scenario, seed, actions: [] };
  }

  /** Beyond the fork, a row or an index means something else on the other timeline. */
  function dropStaleSelection(): void {
    const { selection } = store.getState();
    const { nodes, blocks, transactions } = desk.active?.history ?? empty;
    const common = Math.max(0, ...desk.tracks.map(({ forkedRow }) => forkedRow));
    const stale =
      ('row' in selection && desk.tracks.length > 1 && selection.row >= common) ||
      ('block' in selection && selection.block >= blocks.length) ||
      ('tx' in selection && selection.tx >= transactions.length) ||
      ('node' in selection && selection.node >= nodes.length);
    if (stale) store.setState({ selection: noSelection, hover: noSelection });
  }

  function step(count: number, stride: Stride): void {
    store.setState({ playing: false });
    desk.step(count, stride, (lastFrame ?? 0) + stepPatienceMillis);
    publish();
  }

  async function begin(): Promise<void> {
    const opened =
      (await openLink()) || (await exchange.openKeptWork()) || (await openRun(freshRun(scenarios.first)));
    if (!opened) store.setState({ status: 'failed' });
    address.onHashChange(() => void openLink());
  }

  /** A link may name any scenario that ships. */
  async function openLink(): Promise<boolean> {
    if (address.hash() === '') return false;
    await scenarios.load?.();
    return exchange.openLink();
  }

  const verbs: StudioVerbs = {
    play: () => set({ playing: true }),
    pause: () => set({ playing: false }),
    togglePlay: () => set({ playing: !store.getState().playing }),
    setSpeed: (speed) => set({ speed }),
    changeSpeed(notches) {
      const { speed, pace } = store.getState();
      set({ speed: changedSpeed(speed, pace, notches) });
    },
    setPauseAt: (pauseAt) => set({ pauseAt }),
    seek(time) {
      desk.seek(time);
      publish();
    },
    seekRow(row) {
      const found = desk.active?.history.rowBefore(row + 1);
      desk.awaitedStep = undefined;
      if (found !== undefined) desk.goTo(found);
      publish();
    },
    stepEvent: (count) => step(count, byEvent),
    stepBlock: (count) => step(count, byBlock),
    stepInteresting: (count) => step(count, byInterest),
    restart() {
      const { run } = store.getState();
      void openRun({ ...run, actions: [] }).then((opened) => {
        if (opened) acting.renew(run.actions);
        publish();
      });
    },
    async openScenario(id, seed) {
      await scenarios.load?.();
      const scenario = scenarios.find(id);
      if (scenario === undefined) notify('error', 'unknownScenario', { id });
      else await openRun(freshRun(scenario, seed));
    },
    async openRun(run, opening) {
      await openRun(run, opening);
    },
    act: (action) => acting.act(action),
    withoutHeal: (index) => acting.withoutHeal(index),
    undo: () => acting.undo(),
    redo: () => acting.redo(),
    swapTimelines() {
      if (pump.frozen) return;
      acting.swap();
      publish();
    },
    dropOtherTimeline() {
      desk.dropOther();
      publish();
    },
    select: (selection) => set({ selection }),
    setHover: (hover) => set({ hover }),
    setViewAs: (viewAs) => set({ viewAs }),
    setGodView: (godView) => set({ godView }),
    setStageView: (stageView) => set({ stageView }),
    setInspectorTab: (inspectorTab) => set({ inspectorTab }),
    setPacketsOpen: (packetsOpen) => set({ packetsOpen }),
    setPresenter: (presenter) => set({ presenter }),
    setTheme: (theme) => set({ theme }),
    setLanguage: (language) => set({ language }),
    setSingleKeys: (singleKeys) => set({ singleKeys }),
    setVerbosity: (verbosity) => set({ verbosity }),
    bookmark() {
      const { time } = desk.playhead;
      const others = store.getState().bookmarks.filter((mark) => mark.time !== time);
      const removed = others.length < store.getState().bookmarks.length;
      const marks = removed ? others : [...others, { time, label: '' }].slice(-bookmarkLimit);
      set({ bookmarks: marks.sort((one, next) => one.time - next.time) });
    },
    dismissNotice: (id) => set({ notices: store.getState().notices.filter((notice) => notice.id !== id) }),
    saveFile: () => exchange.saveFile(),
    ledger: () => ledgerNow(),
    loadText: (text, name) => exchange.loadText(text, name),
    async shareLink() {
      await scenarios.load?.();
      return exchange.shareLink();
    },
    findSeed: (condition) => searching.findSeed(condition),
    cancelFindSeed: () => searching.cancel(),
    verify: () => searching.verify(),
    async inspect(query) {
      const track = desk.active;
      if (track === undefined) return { type: 'gone', reason: 'no run is open' };
      return simulation.inspect(track.id, desk.playhead.time, query);
    },
  };

  store.subscribe((state, before) => {
    if (!following) listeners.tell(state);
    if (keptSettings.some((name) => state[name] !== before[name])) settings.save(state);
  });
  onPageHide(() => keeper.keepNow());
  requestFrame(frame);
  void begin();

  return {
    getState: store.getState,
    subscribe: (listener, turn = 'rest') => listeners.subscribe(listener, turn),
    verbs,
    history: (timeline) =>
      (timeline === undefined ? desk.active : desk.tracks.find(({ id }) => id === timeline))?.history ??
      empty,
    onFrame(callback) {
      frameCallbacks.add(callback);
      // A picture that just appeared has never been drawn.
      drawn = [];
      return () => frameCallbacks.delete(callback);
    },
    onGivenUp(listener) {
      givenUp.add(listener);
      return () => givenUp.delete(listener);
    },
    scene: () => readScene(desk.active?.history ?? empty, desk.playhead),
  };
}

/** Message rows of about two blocks' gossip: what lies between the playhead and the end of the look-ahead. */
function messagesKept({ nodes }: Scenario): number {
  return Math.min(1_500_000, Math.max(400_000, nodes.length * 1_500));
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
