import { createStore } from 'zustand/vanilla';
import { LogKind } from '#simulation/log';
import { parseSavedRun, type RunRefusal } from '#simulation/parse-run';
import { type Action, engineVersion, type Run, type TimedAction } from '#simulation/run';
import type { Scenario } from '#simulation/scenario';
import type { Acted } from '#workers/simulation-api';
import type { Autosave } from './autosave.ts';
import { createHistory, type HistoryStore } from './create-history.ts';
import type { LogRow } from './history.ts';
import { lastOfKind, longestFrameSeconds, nextOfKind, paceAt, play, wantedTime } from './playback.ts';
import { runFileName, runFileText } from './run-codec.ts';
import type { Playhead, Scene } from './scene.ts';
import { createSceneReader } from './scene-at.ts';
import { searchSeeds } from './search-seeds.ts';
import type { SettingsStore } from './settings.ts';
import { parseShareLink, shareLinkHash } from './share-link.ts';
import type { SimulationClient } from './simulation-client.ts';
import { changedSpeed } from './speed-notches.ts';
import type { Notice, Selection, Studio, StudioState, StudioVerbs } from './studio-state.ts';
import { actedTrack, firstTrack, grown, type Track, timelineInfo } from './track.ts';

/** What the studio needs from the outside; a test hands in its own. */
export interface StudioOptions {
  readonly client: SimulationClient;
  readonly scenarios: {
    /** Opened when there is neither a link nor kept work. */
    readonly first: Scenario;
    find(id: string): Scenario | undefined;
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

/** Panels learn of changes at most this often while time runs, milliseconds. */
const publishEveryMillis = 100;
const autosaveEveryMillis = 5_000;
/** Steps that lead beyond what is known give up after so many real milliseconds. */
const stepPatienceMillis = 15_000;
/** At a faster pace than this nobody sees a message, so forgotten ones stay forgotten: microseconds per second. */
const fastestWithMessages = 30e6;
const bookmarkLimit = 200;
const noticeLimit = 5;

const nothing: Selection = { kind: 'none' };

/** A user's step that undo takes back. */
interface Step {
  readonly before: readonly TimedAction[];
  readonly after: readonly TimedAction[];
}

/** The framework-free core of the page. Comes back at once with `status: 'loading'`; the run opens in the background:
 * a link if the address holds one, else the work kept from the last visit, else the first scenario. */
export async function createStudio(options?: StudioOptions): Promise<Studio> {
  const { client, scenarios, settings, autosave, requestFrame, address, onPageHide, download } =
    options ?? (await import('./browser-options.ts')).browserOptions();
  const { simulation } = client;
  const store = createStore<StudioState>(() => initialState(settings, scenarios.first));
  const empty = createHistory();
  const readScene = createSceneReader();
  const frameCallbacks = new Set<(scene: Scene, changed: boolean) => void>();

  let tracks: readonly Track[] = [];
  let activeId = -1;
  let playhead: Playhead = { time: 0, index: 0 };
  /** The part of a microsecond that playing is ahead of the playhead. */
  let fraction = 0;
  /** A moment to go to that is not computed yet. */
  let awaitedTime: number | undefined;
  /** A step towards something that is not computed yet. */
  let awaitedStep: { readonly find: () => LogRow | undefined; readonly until: number } | undefined;
  /** Verbs under way that must find the playhead where it was. */
  let frozen = 0;
  let queue: Promise<unknown> = Promise.resolve();
  let pumping = false;
  let broken = false;
  let refilling = false;
  let undone: Step[] = [];
  let done: Step[] = [];
  let limitedFrames = 0;
  let search: AbortController | undefined;
  let verifying = false;
  let noticeCount = 0;
  let generation = 0;
  let unsaved = false;
  let saving = false;
  let savedAt = 0;
  let lastFrame: number | undefined;
  let publishedAt = Number.NEGATIVE_INFINITY;
  let dirty = true;
  let drawn = { history: empty as HistoryStore, version: -1, playhead, state: store.getState() };

  // What is looked at

  function active(): Track | undefined {
    return tracks.find(({ id }) => id === activeId);
  }

  function other(): Track | undefined {
    return tracks.find(({ id }) => id !== activeId);
  }

  function replaceTrack(old: Track, track: Track): void {
    tracks = tracks.map((each) => (each === old ? track : each));
    if (activeId === old.id) activeId = track.id;
    dirty = true;
  }

  function setPlayhead(next: Playhead): void {
    fraction = 0;
    if (next.time === playhead.time && next.index === playhead.index) return;
    playhead = next;
    dirty = true;
    const track = active();
    if (track !== undefined && next.time > track.seenTime)
      replaceTrack(track, { ...track, seenTime: next.time });
  }

  function publish(): void {
    dirty = false;
    const track = active();
    const state = store.getState();
    if (track === undefined) return;
    store.setState({
      playhead,
      timelines: keepEqual(
        state.timelines,
        tracks.map((each) =>
          timelineInfo(
            each,
            tracks.find((one) => one !== each),
          ),
        ),
      ),
      activeTimeline: activeId,
      computedTime: track.history.reached,
      seenTime: track.seenTime,
      pace: paceAt(track.history, playhead.time, state.speed),
      hashLimited: limitedFrames > 12,
      hashesComputed: track.hashesComputed,
      hashesFromLedger: track.hashesFromLedger,
      run: state.run.actions === track.actions ? state.run : { ...state.run, actions: track.actions },
      canUndo: done.length > 0,
      canRedo: undone.length > 0,
    });
  }

  /** State that the user changed directly: shown at once. */
  function set(patch: Partial<StudioState>): void {
    store.setState(patch);
    publish();
  }

  function notify(tone: Notice['tone'], key: string, values: Notice['values'] = {}): void {
    const notice: Notice = { id: ++noticeCount, tone, key, values };
    set({ notices: [...store.getState().notices, notice].slice(-noticeLimit) });
  }

  // Frames

  function frame(now: number): void {
    requestFrame(frame);
    const seconds =
      lastFrame === undefined ? 0 : Math.min(longestFrameSeconds, Math.max(0, now - lastFrame) / 1000);
    lastFrame = now;
    if (active() !== undefined) {
      if (frozen === 0) {
        if (awaitedTime !== undefined) followAwaitedTime();
        else if (awaitedStep !== undefined) followAwaitedStep(now);
        else if (store.getState().playing) playOn(seconds);
      }
      pump();
      refill();
      autosaveIfDue(now);
    }
    if (dirty && (!store.getState().playing || now - publishedAt >= publishEveryMillis)) {
      publishedAt = now;
      publish();
    }
    draw();
  }

  function playOn(seconds: number): void {
    const { history } = active() as Track;
    const { speed, pauseAt } = store.getState();
    const played = play(
      history,
      { time: playhead.time + fraction, index: playhead.index },
      speed,
      pauseAt,
      seconds,
    );
    limitedFrames = played.limited ? limitedFrames + 1 : 0;
    // Actions and links count in whole microseconds, and so does the playhead.
    const time = Math.floor(played.playhead.time);
    setPlayhead({ time, index: played.playhead.index });
    fraction = played.playhead.time - time;
    if (played.stopped) set({ playing: false });
  }

  function followAwaitedTime(): void {
    const { history } = active() as Track;
    const wanted = awaitedTime as number;
    const time = Math.min(wanted, history.reached);
    setPlayhead({ time, index: history.rowsThrough(time) });
    if (time === wanted) awaitedTime = undefined;
  }

  function followAwaitedStep(now: number): void {
    const step = awaitedStep as { find: () => LogRow | undefined; until: number };
    const row = step.find();
    if (row !== undefined) goTo(row);
    if (row !== undefined || now > step.until) awaitedStep = undefined;
  }

  function draw(): void {
    const history = active()?.history ?? empty;
    const state = store.getState();
    const changed =
      drawn.history !== history ||
      drawn.version !== history.version ||
      drawn.playhead !== playhead ||
      drawn.state !== state;
    drawn = { history, version: history.version, playhead, state };
    if (frameCallbacks.size === 0) return;
    const scene = readScene(history, playhead);
    for (const callback of frameCallbacks) callback(scene, changed);
  }

  // The worker

  /** Calls that move timelines go to the worker one after the other. */
  function exclusive<T>(call: () => Promise<T>): Promise<T> {
    const result = queue.then(call, call);
    queue = result.catch(() => undefined);
    return result;
  }

  function wanted(): number {
    const { history } = active() as Track;
    const ahead = wantedTime(history, playhead.time, store.getState().speed);
    if (awaitedStep !== undefined) return history.reached + 600e6;
    return Math.max(ahead, awaitedTime ?? 0);
  }

  /** Keeps the worker ahead of the playhead, one short call at a time. */
  function pump(): void {
    if (pumping || broken || frozen > 0) return;
    const track = active() as Track;
    const target = wanted();
    if (target <= track.history.reached) return;
    pumping = true;
    let progress = false;
    void exclusive(async () => {
      const current = active();
      if (current === undefined || frozen > 0) return;
      const before = current.history.reached;
      const advanced = await simulation.advanceTo(current.id, target);
      const still = tracks.find(({ id }) => id === current.id);
      if (still === undefined || still.history !== current.history) return;
      replaceTrack(still, grown(still, advanced));
      progress = advanced.reached > before;
    })
      .catch(fail)
      .finally(() => {
        pumping = false;
        // Without progress the next frame is soon enough to ask again.
        if (progress && active() !== undefined) pump();
      });
  }

  /** The worker is lost: what is known stays on the screen, and the reader is told once. */
  function fail(error: unknown): void {
    broken = true;
    notify('error', 'worker', { detail: sentenceOf(error) });
  }

  /** Asks for messages that were forgotten where the reader is looking. */
  function refill(): void {
    const track = active() as Track;
    const { log } = track.history;
    const { playing, speed, pace } = store.getState();
    if (refilling || broken || frozen > 0 || (playing && pace > fastestWithMessages)) return;
    if (awaitedTime !== undefined || log.messagesKept(playhead.time, playhead.time)) return;
    const from = Math.max(0, playhead.time - log.longestFlight - 5e6);
    const to = Math.min(
      track.history.reached,
      playhead.time + Math.max(10e6, playing ? paceAt(track.history, playhead.time, speed) * 3 : 0),
    );
    refilling = true;
    simulation
      .messageRows(track.id, from, to)
      .then((rows) => {
        if (tracks.some(({ history }) => history === track.history)) track.history.refill(from, to, rows);
      })
      .catch(() => undefined)
      .finally(() => {
        refilling = false;
      });
  }

  /** Runs a verb with time standing still, and says so when it fails. */
  async function whileFrozen(verb: () => Promise<void>): Promise<void> {
    frozen++;
    try {
      await exclusive(verb);
    } catch (error) {
      notify('error', 'refused', { detail: sentenceOf(error) });
    } finally {
      frozen--;
      publish();
    }
  }

  // Runs

  async function openRun(run: Run, opening: { ledger?: string; time?: number } = {}): Promise<boolean> {
    let opened = false;
    const { ledger, time = 0 } = opening;
    await whileFrozen(async () => {
      const answer = await simulation.open(run, {
        ...(ledger === undefined ? {} : { ledger }),
        ...(time > 0 ? { warmUpTo: time } : {}),
      });
      cancelSearch();
      const track = firstTrack(answer.timeline, createHistory(), run.actions, answer.advanced);
      tracks = [track];
      activeId = track.id;
      playhead = { time: 0, index: track.history.rowsThrough(0) };
      awaitedTime = time > 0 ? time : undefined;
      awaitedStep = undefined;
      done = [];
      undone = [];
      broken = false;
      limitedFrames = 0;
      unsaved = true;
      opened = true;
      store.setState({
        status: 'ready',
        run,
        constants: answer.constants,
        genesisTime: answer.genesisTime,
        playing: time === 0,
        selection: nothing,
        hover: nothing,
        viewAs: -1,
        bookmarks: [],
        seedSearch: undefined,
        verification: undefined,
      });
    });
    return opened;
  }

  function takeActed(parent: Track, acted: Acted, at: number): void {
    const track = actedTrack(parent, acted, at);
    if (acted.sameTimeline) {
      replaceTrack(parent, track);
    } else {
      tracks = [parent, track];
      activeId = track.id;
    }
    unsaved = true;
    dirty = true;
    const { history } = track;
    if (playhead.time > history.reached) awaitedTime = playhead.time;
    const time = Math.min(playhead.time, history.reached);
    // The action itself counts as past, so that its first effect shows at once.
    setPlayhead({ time, index: history.rowsThrough(time) });
    dropStaleSelection();
    if (!acted.sameTimeline) notify('info', 'secondTimeline');
  }

  async function act(action: Action): Promise<void> {
    await whileFrozen(async () => {
      const track = active();
      if (track === undefined) return;
      const acted = await simulation.act(track.id, playhead, track.seenTime, action);
      takeActed(track, acted, playhead.time);
      done.push({ before: track.actions, after: acted.actions });
      undone = [];
    });
  }

  /** Back or forth in what the user did. A timeline that already has these actions is looked at again; otherwise the
   * worker makes one. */
  async function changeActions(actions: readonly TimedAction[]): Promise<void> {
    const track = active();
    if (track === undefined || sameActions(track.actions, actions)) return;
    const ready = tracks.find((each) => sameActions(each.actions, actions));
    if (ready !== undefined) {
      look(ready);
      return;
    }
    const acted = await simulation.setActions(track.id, actions, track.seenTime);
    takeActed(track, acted, firstChange(track.actions, actions));
  }

  async function undo(): Promise<void> {
    await whileFrozen(async () => {
      const step = done.at(-1);
      if (step === undefined) return;
      await changeActions(step.before);
      done.pop();
      undone.push(step);
    });
  }

  async function redo(): Promise<void> {
    await whileFrozen(async () => {
      const step = undone.at(-1);
      if (step === undefined) return;
      await changeActions(step.after);
      undone.pop();
      done.push(step);
    });
  }

  /** Turns to a track at the same moment. */
  function look(track: Track): void {
    activeId = track.id;
    const { history } = track;
    if (playhead.time > history.reached) awaitedTime = playhead.time;
    const time = Math.min(playhead.time, history.reached);
    playhead = { time, index: history.rowsThrough(time) };
    if (time > track.seenTime) replaceTrack(track, { ...track, seenTime: time });
    dirty = true;
    dropStaleSelection();
  }

  /** Beyond the fork, a row or an index means something else on the other timeline. */
  function dropStaleSelection(): void {
    const { selection } = store.getState();
    const [first, second] = tracks;
    const common = Math.max(first?.forkedRow ?? 0, second?.forkedRow ?? 0);
    const stale =
      (selection.kind === 'message' || selection.kind === 'reorg') &&
      tracks.length > 1 &&
      selection.row >= common;
    const { history } = active() as Track;
    const gone =
      (selection.kind === 'block' && selection.block >= history.blocks.length) ||
      (selection.kind === 'tx' && selection.tx >= history.transactions.length) ||
      (selection.kind === 'output' && selection.tx >= history.transactions.length) ||
      (selection.kind === 'node' && selection.node >= history.nodes.length);
    if (stale || gone) store.setState({ selection: nothing, hover: nothing });
  }

  // Moving

  function seek(time: number): void {
    const track = active();
    if (track === undefined || !Number.isFinite(time)) return;
    const wantedMoment = Math.max(0, Math.floor(time));
    awaitedStep = undefined;
    awaitedTime = wantedMoment > track.history.reached ? wantedMoment : undefined;
    const reached = Math.min(wantedMoment, track.history.reached);
    setPlayhead({ time: reached, index: track.history.rowsThrough(reached) });
    publish();
  }

  /** So that `row` is the last one that counts as past. */
  function goTo(row: LogRow): void {
    awaitedTime = undefined;
    setPlayhead({ time: row.time, index: row.row + 1 });
    publish();
  }

  function seekRow(row: number): void {
    const found = active()?.history.rowBefore(row + 1);
    awaitedStep = undefined;
    if (found !== undefined) goTo(found);
  }

  function step(count: number, forward: () => LogRow | undefined, backward: () => LogRow | undefined): void {
    if (active() === undefined) return;
    awaitedTime = undefined;
    awaitedStep = undefined;
    store.setState({ playing: false });
    for (let left = Math.abs(Math.trunc(count)); left > 0; left--) {
      const row = count > 0 ? forward() : backward();
      if (row !== undefined) {
        goTo(row);
        continue;
      }
      if (count > 0) awaitedStep = { find: forward, until: (lastFrame ?? 0) + stepPatienceMillis };
      else setPlayhead({ time: 0, index: 0 });
      break;
    }
    publish();
  }

  /** Back by one event: the last row that is past becomes future. */
  function eventBefore(): LogRow | undefined {
    const { history } = active() as Track;
    const last = history.rowBefore(playhead.index);
    return last === undefined ? undefined : history.rowBefore(last.row);
  }

  function interestingAfter(): LogRow | undefined {
    const { history } = active() as Track;
    const rows = history.interestingRows;
    let low = 0;
    let high = rows.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((rows[middle] as number) < playhead.index) low = middle + 1;
      else high = middle;
    }
    const row = rows[low];
    return row === undefined ? undefined : history.row(row);
  }

  function interestingBefore(): LogRow | undefined {
    const { history } = active() as Track;
    for (let at = history.interestingRows.length - 1; at >= 0; at--) {
      const row = history.interestingRows[at] as number;
      if (row < playhead.index - 1) return history.row(row);
    }
    return undefined;
  }

  function blockRow(forward: boolean): LogRow | undefined {
    const { history } = active() as Track;
    const found = forward
      ? nextOfKind(history, LogKind.blockFound, playhead.index)
      : lastOfKind(history, LogKind.blockFound, playhead.index - 1);
    return found === undefined ? undefined : history.row(found.row);
  }

  // Files, links, keeping

  function refuse(refusal: RunRefusal, name: string): void {
    notify('error', refusal.key, { ...refusal.values, path: refusal.path, name });
  }

  async function loadText(text: string, name: string): Promise<void> {
    const parsed = parseSavedRun(text);
    if (!parsed.ok) {
      refuse(parsed.refusal, name);
      return;
    }
    const { run, ledger, position } = parsed.value;
    const opened = await openRun(run, { ledger, time: position });
    if (opened) notify('success', 'fileOpened', { name });
  }

  async function saveFile(): Promise<void> {
    const track = active();
    if (track === undefined) return;
    try {
      const saved = await simulation.save(track.id);
      const name = runFileName(saved.run);
      download(name, runFileText({ ...saved, position: playhead.time }));
      notify('success', 'fileSaved', { name });
    } catch (error) {
      notify('error', 'refused', { detail: sentenceOf(error) });
    }
  }

  /** Opens the link in the address, if it holds one. */
  async function openLink(): Promise<boolean> {
    const parsed = parseShareLink(address.hash(), scenarios.find);
    if (parsed === undefined) return false;
    address.clearHash();
    if (!parsed.ok) {
      refuse(parsed.refusal, '');
      return false;
    }
    return openRun(parsed.value.run, { time: parsed.value.position });
  }

  async function openKeptWork(): Promise<boolean> {
    const kept: unknown = await autosave?.load();
    if (kept === undefined || kept === null) return false;
    const parsed = parseSavedRun({ format: 'chainroom-run', version: 1, ...(kept as object) });
    if (!parsed.ok) {
      refuse(parsed.refusal, '');
      return false;
    }
    const { run, ledger, position, bookmarks, generation: last } = parsed.value;
    generation = last;
    const opened = await openRun(run, { ledger, time: position });
    if (opened) store.setState({ bookmarks });
    return opened;
  }

  function work() {
    return {
      run: store.getState().run,
      position: playhead.time,
      bookmarks: store.getState().bookmarks,
      generation: ++generation,
    };
  }

  function autosaveIfDue(now: number): void {
    if (autosave === undefined || saving || now - savedAt < autosaveEveryMillis) return;
    const track = active() as Track;
    if (!unsaved && drawn.playhead === playhead && !store.getState().playing) return;
    savedAt = now;
    unsaved = false;
    saving = true;
    simulation
      .save(track.id)
      .then(({ ledger }) => autosave.save({ ...work(), ledger }))
      .then((failure) => {
        const known = failure === undefined || store.getState().notices.some(({ key }) => key === failure);
        if (!known) notify('error', failure);
      })
      .catch(() => undefined)
      .finally(() => {
        saving = false;
      });
  }

  // Searching and verifying

  function cancelSearch(): void {
    search?.abort();
    search = undefined;
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
    seek,
    seekRow,
    stepEvent: (count) => step(count, () => active()?.history.rowFrom(playhead.index), eventBefore),
    stepBlock: (count) =>
      step(
        count,
        () => blockRow(true),
        () => blockRow(false),
      ),
    stepInteresting: (count) => step(count, interestingAfter, interestingBefore),
    restart() {
      const { run } = store.getState();
      const before = run.actions;
      void openRun({ ...run, actions: [] }).then((opened) => {
        if (!opened || before.length === 0) return;
        done = [{ before, after: [] }];
        publish();
      });
    },
    async openScenario(id, seed) {
      const scenario = scenarios.find(id);
      if (scenario === undefined) {
        notify('error', 'unknownScenario', { id });
        return;
      }
      await openRun({ engine: engineVersion, scenario, seed: seed ?? scenario.defaultSeed, actions: [] });
    },
    async openRun(run, opening) {
      await openRun(run, opening);
    },
    act,
    undo,
    redo,
    swapTimelines() {
      const track = other();
      if (track === undefined || frozen > 0) return;
      look(track);
      publish();
    },
    dropOtherTimeline() {
      const track = active();
      if (track === undefined) return;
      tracks = [{ ...track, forkedAt: 0, forkedRow: 0 }];
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
      const { bookmarks } = store.getState();
      if (bookmarks.some(({ time }) => time === playhead.time)) {
        set({ bookmarks: bookmarks.filter(({ time }) => time !== playhead.time) });
        return;
      }
      const marks = [...bookmarks, { time: playhead.time, label: '' }].slice(-bookmarkLimit);
      unsaved = true;
      set({ bookmarks: marks.sort((one, next) => one.time - next.time) });
    },
    dismissNotice: (id) => set({ notices: store.getState().notices.filter((notice) => notice.id !== id) }),
    saveFile,
    loadText,
    shareLink() {
      const hash = shareLinkHash({ run: store.getState().run, position: playhead.time }, scenarios.find);
      return hash === undefined ? undefined : `${address.base()}#${hash}`;
    },
    async findSeed(condition) {
      cancelSearch();
      const mine = new AbortController();
      search = mine;
      try {
        const result = await searchSeeds({
          run: store.getState().run,
          condition,
          client,
          cancelled: mine.signal,
          onProgress: (seedSearch) => {
            if (search === mine) set({ seedSearch });
          },
        });
        if (search !== mine) return;
        set({ seedSearch: result });
        if (result.foundSeed !== undefined) notify('success', 'seedFound', { seed: result.foundSeed });
        else notify('info', 'seedNotFound', { tried: result.tried });
      } catch (error) {
        set({ seedSearch: undefined });
        notify('error', 'refused', { detail: sentenceOf(error) });
      }
    },
    cancelFindSeed() {
      cancelSearch();
      const { seedSearch } = store.getState();
      if (seedSearch !== undefined) set({ seedSearch: { ...seedSearch, running: false } });
    },
    async verify() {
      const track = active();
      if (track === undefined || verifying) return;
      verifying = true;
      try {
        for (;;) {
          const progress = await simulation.verifyStep(track.id);
          if (active()?.id !== track.id) break;
          set({ verification: progress });
          if (!progress.done) continue;
          notify(
            progress.matches === true ? 'success' : 'error',
            progress.matches === true ? 'verified' : 'notVerified',
          );
          break;
        }
      } catch (error) {
        notify('error', 'refused', { detail: sentenceOf(error) });
      } finally {
        verifying = false;
      }
    },
    async inspect(query) {
      const track = active();
      if (track === undefined) return { type: 'gone', reason: 'no run is open' };
      return simulation.inspect(track.id, playhead.time, query);
    },
  };

  async function begin(): Promise<void> {
    const { first } = scenarios;
    const opened =
      (await openLink()) ||
      (await openKeptWork()) ||
      (await openRun({ engine: engineVersion, scenario: first, seed: first.defaultSeed, actions: [] }));
    if (!opened) store.setState({ status: 'failed' });
    address.onHashChange(() => void openLink());
  }

  store.subscribe((state, before) => {
    const changed = (
      ['language', 'theme', 'presenter', 'singleKeys', 'verbosity', 'packetsOpen'] as const
    ).some((name) => state[name] !== before[name]);
    if (changed) settings.save(state);
  });
  onPageHide(() => {
    if (active() !== undefined) autosave?.saveNow(work());
  });
  requestFrame(frame);
  void begin();

  return {
    getState: store.getState,
    subscribe: (listener) => store.subscribe(listener),
    verbs,
    history: (timeline) =>
      (timeline === undefined ? active() : tracks.find(({ id }) => id === timeline))?.history ?? empty,
    onFrame(callback) {
      frameCallbacks.add(callback);
      drawn = { ...drawn, version: -1 };
      return () => frameCallbacks.delete(callback);
    },
    scene: () => readScene(active()?.history ?? empty, playhead),
  };
}

function initialState(settings: SettingsStore, scenario: Scenario): StudioState {
  return {
    ...settings.load(),
    status: 'loading',
    run: { engine: engineVersion, scenario, seed: scenario.defaultSeed, actions: [] },
    constants: undefined,
    timelines: [],
    activeTimeline: -1,
    playhead: { time: 0, index: 0 },
    computedTime: 0,
    seenTime: 0,
    playing: false,
    speed: { mode: 'story' },
    pace: 1e6,
    hashLimited: false,
    hashesComputed: 0,
    hashesFromLedger: 0,
    pauseAt: 'nothing',
    selection: nothing,
    hover: nothing,
    viewAs: -1,
    godView: false,
    stageView: 'tree',
    inspectorTab: 'explain',
    bookmarks: [],
    notices: [],
    seedSearch: undefined,
    canUndo: false,
    canRedo: false,
  };
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The same list again when nothing in it changed, so that nobody draws for nothing. */
function keepEqual<T extends object>(old: readonly T[], fresh: readonly T[]): readonly T[] {
  const same =
    old.length === fresh.length &&
    fresh.every((item, index) =>
      Object.entries(item).every(([name, value]) => (old[index] as Record<string, unknown>)[name] === value),
    );
  return same ? old : fresh;
}

function sameActions(one: readonly TimedAction[], two: readonly TimedAction[]): boolean {
  return one.length === two.length && firstChange(one, two) === Number.POSITIVE_INFINITY;
}

/** Time of the first action in which two lists differ; Infinity when they are the same. */
function firstChange(one: readonly TimedAction[], two: readonly TimedAction[]): number {
  for (let index = 0; index < Math.max(one.length, two.length); index++) {
    if (JSON.stringify(one[index]) === JSON.stringify(two[index])) continue;
    return Math.min(one[index]?.at ?? Number.POSITIVE_INFINITY, two[index]?.at ?? Number.POSITIVE_INFINITY);
  }
  return Number.POSITIVE_INFINITY;
}
