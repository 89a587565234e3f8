import { LogKind } from '#simulation/log';
import type { ActionType } from '#simulation/run';
import type { HistoryStore } from './create-history.ts';

/** A stretch of simulated time worth watching slowly. */
export interface StoryWindow {
  /** microseconds */
  readonly start: number;
  readonly end: number;
  /** Real seconds that it takes to watch. */
  readonly seconds: number;
  /** False while more history may still move its end. */
  readonly settled: boolean;
  /** Ordinal of the milestone it belongs to. */
  readonly ordinal: number;
}

/** Whatever spreads is watched until this share of the online nodes has it. */
const spreadShare = 0.95;
/** A spread that has not moved for so long is over: a partition holds the rest back. */
const stallMicros = 20e6;
/** Nothing is shorter than this, so that one node alone does not stop time. */
const shortestMicros = 100_000;
/** Reorganisations of different nodes closer than this are one scene. */
const reorganisationGapMicros = 5e6;

const spreadSeconds = 3;
/** The first handshakes. */
const opening: StoryWindow = { start: 0, end: 2e6, seconds: 2.5, settled: true, ordinal: -1 };

const payments: readonly ActionType[] = ['pay', 'pay-script', 'conflict', 'double-spend', 'race', 'steal'];

/** The story of a history as windows, kept up to date while it grows: the spread of each block from its find (or its
 * publication), of payments made by an action, reorganisations, actions, attacks and newcomers. */
export class StoryWindows {
  /** Ordered by start. */
  readonly windows: StoryWindow[] = [opening];
  /** Length of the longest window so far, microseconds: how far back one that still lasts can have begun. */
  longest = opening.end;

  /** Takes in the milestones from ordinal `from` on, once they are part of `history`. */
  extend(history: HistoryStore, from: number): void {
    for (let at = this.windows.length - 1; at >= 0; at--) {
      const window = this.windows[at] as StoryWindow;
      if (window.settled) continue;
      this.#set(at, this.#windowOf(history, window.ordinal) ?? window);
    }
    for (let ordinal = from; ordinal < history.log.milestones.row.length; ordinal++) {
      const window = this.#windowOf(history, ordinal);
      if (window !== undefined) this.#insert(window);
    }
  }

  /** Forgets windows of milestones from `ordinal` on; the ends of older ones are found again. */
  truncate(history: HistoryStore, ordinal: number): void {
    let kept = 0;
    for (const window of this.windows) {
      if (window.ordinal < ordinal) this.windows[kept++] = window;
    }
    this.windows.length = kept;
    for (let at = 0; at < kept; at++) {
      const window = this.windows[at] as StoryWindow;
      if (window.ordinal < 0 || window.end < history.reached) continue;
      this.windows[at] = this.#windowOf(history, window.ordinal) ?? window;
    }
  }

  /** @param renumber gives a milestone's ordinal in the copy's history */
  clone(renumber = (ordinal: number) => ordinal): StoryWindows {
    const copy = new StoryWindows();
    copy.windows.length = 0;
    for (const window of this.windows) {
      copy.windows.push(window.ordinal < 0 ? window : { ...window, ordinal: renumber(window.ordinal) });
    }
    copy.longest = this.longest;
    return copy;
  }

  #insert(window: StoryWindow): void {
    let at = this.windows.length;
    while (at > 0 && (this.windows[at - 1] as StoryWindow).start > window.start) at--;
    this.windows.splice(at, 0, window);
    this.longest = Math.max(this.longest, window.end - window.start);
  }

  #set(at: number, window: StoryWindow): void {
    this.windows[at] = window;
    this.longest = Math.max(this.longest, window.end - window.start);
  }

  #windowOf(history: HistoryStore, ordinal: number): StoryWindow | undefined {
    const { milestones } = history.log;
    const time = milestones.time.at(ordinal);
    const object = milestones.object.at(ordinal);
    switch (milestones.kind.at(ordinal)) {
      case LogKind.blockFound:
        return isWithheld(history, object, ordinal)
          ? undefined
          : this.#spread(history, 'block', object, ordinal);
      case LogKind.published:
        return this.#spread(history, 'block', object, ordinal);
      case LogKind.payment:
        // A payment by an action follows its row in the same microsecond; traffic has no action.
        return isOwnPayment(history, ordinal) ? this.#spread(history, 'tx', object, ordinal) : undefined;
      case LogKind.action: {
        const type = history.actions[object]?.action.type;
        if (type !== undefined && payments.includes(type)) return undefined;
        return { start: time, end: time + 1e6, seconds: 1.5, settled: true, ordinal };
      }
      case LogKind.attack:
      case LogKind.beat:
        return { start: Math.max(0, time - 2e5), end: time + 8e5, seconds: 1.5, settled: true, ordinal };
      case LogKind.nodeUp:
        return time === 0 ? undefined : { start: time, end: time + 3e6, seconds: 3, settled: true, ordinal };
      case LogKind.tip:
        return milestones.x.at(ordinal) > 0 ? this.#switchOver(history, ordinal) : undefined;
      default:
        return undefined;
    }
  }

  /** From a find, publication or payment until almost every online node has the thing, or it gets no further. */
  #spread(history: HistoryStore, kind: 'block' | 'tx', object: number, ordinal: number): StoryWindow {
    const { milestones } = history.log;
    const start = milestones.time.at(ordinal);
    const wanted = Math.ceil(history.onlineAt(milestones.row.at(ordinal)) * spreadShare);
    let held = 0;
    let end = start;
    for (const { time } of history.arrivals(kind, object)) {
      if (time > end + stallMicros) break;
      end = Math.max(end, time);
      held++;
      if (held >= wanted) break;
    }
    const settled = held >= wanted || history.reached > end + stallMicros;
    return { start, end: Math.max(end, start + shortestMicros), seconds: spreadSeconds, settled, ordinal };
  }

  /** The first reorganisation of a cluster opens a window that lasts until the last. */
  #switchOver(history: HistoryStore, ordinal: number): StoryWindow | undefined {
    const { milestones } = history.log;
    const time = milestones.time.at(ordinal);
    const { reorganisations } = history;
    const row = milestones.row.at(ordinal);
    let low = 0;
    let high = reorganisations.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((reorganisations[middle]?.row ?? 0) < row) low = middle + 1;
      else high = middle;
    }
    const before = reorganisations[low - 1];
    if (before !== undefined && before.time > time - reorganisationGapMicros) return undefined;
    let last = time;
    for (let at = low + 1; at < reorganisations.length; at++) {
      const next = (reorganisations[at] as { time: number }).time;
      if (next > last + reorganisationGapMicros) break;
      last = next;
    }
    const settled = history.reached > last + reorganisationGapMicros;
    return { start: Math.max(0, time - 3e5), end: last + 5e5, seconds: spreadSeconds, settled, ordinal };
  }
}

/** Withheld in the same breath: its spread begins with the publication. */
function isWithheld(history: HistoryStore, block: number, ordinal: number): boolean {
  const withheld = history.blockSteps.withheld.at(block);
  return (
    withheld >= 0 && history.log.milestones.time.at(withheld) === history.log.milestones.time.at(ordinal)
  );
}

/** Looks back through the microsecond of a payment for the action that made it. */
function isOwnPayment(history: HistoryStore, ordinal: number): boolean {
  const { milestones } = history.log;
  const time = milestones.time.at(ordinal);
  for (let at = ordinal - 1; at >= 0 && milestones.time.at(at) === time; at--) {
    if (milestones.kind.at(at) !== LogKind.action) continue;
    const type = history.actions[milestones.object.at(at)]?.action.type;
    if (type !== undefined && payments.includes(type)) return true;
  }
  return false;
}
