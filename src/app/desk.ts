import type { Acted } from '#workers/simulation-api';
import type { LogRow } from './history.ts';
import type { Playhead } from './scene.ts';
import type { Stride } from './steps.ts';
import { actedTrack, type Track } from './track.ts';

/** A step towards something that is not computed yet. */
interface AwaitedStep {
  readonly find: () => LogRow | undefined;
  /** Real milliseconds at which it gives up. */
  readonly until: number;
}

/** What lies on the reader's desk: at most two timelines, the one being looked at, and the playhead on it.
 * Knows neither worker nor screen. */
export class Desk {
  tracks: readonly Track[] = [];
  playhead: Playhead = { time: 0, index: 0 };
  /** A moment to go to as soon as it is computed, microseconds. */
  awaitedTime: number | undefined;
  awaitedStep: AwaitedStep | undefined;
  /** Set by every change; whoever has told the panels clears it. */
  dirty = true;
  #activeId = -1;
  /** The part of a microsecond that playing is ahead of the playhead. */
  #fraction = 0;

  get active(): Track | undefined {
    return this.tracks.find(({ id }) => id === this.#activeId);
  }

  get other(): Track | undefined {
    return this.tracks.find(({ id }) => id !== this.#activeId);
  }

  /** Where playing goes on from, in fractions of a microsecond. */
  get exactTime(): number {
    return this.playhead.time + this.#fraction;
  }

  /** Clears the desk for a new run.
   * @param time where to look, once it is computed */
  open(track: Track, time: number): void {
    this.tracks = [track];
    this.#activeId = track.id;
    this.#fraction = 0;
    this.playhead = { time: 0, index: track.history.rowsThrough(0) };
    this.awaitedTime = time > 0 ? time : undefined;
    this.awaitedStep = undefined;
    this.dirty = true;
  }

  /** Puts a newer version of a track in its place. */
  replace(old: Track, track: Track): void {
    this.tracks = this.tracks.map((each) => (each === old ? track : each));
    if (this.#activeId === old.id) this.#activeId = track.id;
    this.dirty = true;
  }

  /** Plays on to `exact`, with `index` rows past. Actions and links count in whole microseconds, and so does the
   * playhead. */
  playTo(exact: number, index: number): void {
    const time = Math.floor(exact);
    this.#set({ time, index });
    this.#fraction = exact - time;
  }

  /** Goes to a moment, or as near as is known and the rest later. */
  seek(time: number): void {
    const track = this.active;
    if (track === undefined || !Number.isFinite(time)) return;
    const wanted = Math.max(0, Math.floor(time));
    const { history } = track;
    const near = Math.min(wanted, history.reached);
    this.awaitedStep = undefined;
    this.awaitedTime = wanted > near ? wanted : undefined;
    this.#set({ time: near, index: history.rowsThrough(near) });
  }

  /** So that `row` is the last one that counts as past. */
  goTo(row: LogRow): void {
    this.awaitedTime = undefined;
    this.#set({ time: row.time, index: row.row + 1 });
  }

  /** Steps `count` times, forwards (positive) or back; what is not computed yet is waited for until `until`. */
  step(count: number, stride: Stride, until: number): void {
    const track = this.active;
    if (track === undefined) return;
    const { history } = track;
    this.awaitedTime = undefined;
    this.awaitedStep = undefined;
    for (let left = Math.abs(Math.trunc(count)); left > 0; left--) {
      const row = (count > 0 ? stride.forward : stride.backward)(history, this.playhead.index);
      if (row !== undefined) {
        this.goTo(row);
        continue;
      }
      if (count < 0) this.#set({ time: 0, index: 0 });
      else this.awaitedStep = { find: () => stride.forward(history, this.playhead.index), until };
      break;
    }
  }

  /** Follows what was waited for as far as it is known now.
   * @param now real milliseconds
   * @returns true while something is or was waited for, so that playing does not go on */
  follow(now: number): boolean {
    const track = this.active;
    const { awaitedTime, awaitedStep } = this;
    if (track === undefined) return false;
    if (awaitedTime !== undefined) {
      const time = Math.min(awaitedTime, track.history.reached);
      this.#set({ time, index: track.history.rowsThrough(time) });
      if (time === awaitedTime) this.awaitedTime = undefined;
      return true;
    }
    if (awaitedStep === undefined) return false;
    const row = awaitedStep.find();
    if (row !== undefined) this.goTo(row);
    if (row !== undefined || now > awaitedStep.until) this.awaitedStep = undefined;
    return true;
  }

  /** Turns to a track at the same moment. */
  look(track: Track): void {
    this.#activeId = track.id;
    this.#stay(track);
  }

  /** Takes in what the worker answered to an action at `at`: the same timeline with another future, or a second one.
   * @returns the timeline that had to go, for there is room for two */
  takeActed(parent: Track, acted: Acted, at: number): Track | undefined {
    const track = actedTrack(parent, acted, at);
    const gone = acted.sameTimeline ? undefined : this.tracks.find((each) => each !== parent);
    if (acted.sameTimeline) this.replace(parent, track);
    else this.tracks = [parent, track];
    this.#activeId = track.id;
    this.#stay(track);
    return gone;
  }

  /** Takes in a second timeline without turning to it. */
  takeBeside(parent: Track, acted: Acted, at: number): void {
    this.tracks = [parent, actedTrack(parent, acted, at)];
    this.dirty = true;
  }

  /** Keeps only the track being looked at. */
  dropOther(): void {
    const track = this.active;
    if (track === undefined) return;
    this.tracks = [{ ...track, forkedAt: 0, forkedRow: 0 }];
    this.dirty = true;
  }

  /** The playhead stays where it is, all rows of its microsecond past: an action's first effect shows at once. */
  #stay({ history }: Track): void {
    const { time } = this.playhead;
    if (time > history.reached) this.awaitedTime = time;
    const near = Math.min(time, history.reached);
    this.#set({ time: near, index: history.rowsThrough(near) });
    this.dirty = true;
  }

  #set(playhead: Playhead): void {
    this.#fraction = 0;
    const track = this.active;
    if (track !== undefined && playhead.time > track.seenTime) {
      this.replace(track, { ...track, seenTime: playhead.time });
    }
    if (playhead.time === this.playhead.time && playhead.index === this.playhead.index) return;
    this.playhead = playhead;
    this.dirty = true;
  }
}
