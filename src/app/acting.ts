import type { Action, TimedAction } from '#simulation/run';
import type { Acted } from '#workers/simulation-api';
import { firstChange, sameActions } from './action-lists.ts';
import type { Desk } from './desk.ts';
import type { RemoteSimulation } from './simulation-client.ts';
import type { Notice } from './studio-state.ts';
import type { Track } from './track.ts';

export interface ActingOptions {
  readonly desk: Desk;
  readonly simulation: RemoteSimulation;
  /** Runs a verb with time standing still. */
  readonly whileFrozen: (verb: () => Promise<void>) => Promise<boolean>;
  /** Says a sentence, about an action if it is about one. */
  readonly tell: (key: string, about?: Notice['about']) => void;
  /** What an action did at once lies from log row `from` on, in the microsecond `time`. */
  readonly onActed: (from: number, time: number) => void;
  /** Another future, or another timeline, is being looked at. */
  readonly onOtherFuture: () => void;
  /** A third timeline took the place of this one. */
  readonly onGivenUp: (track: Track) => void;
}

/** A user's step that undo takes back. */
interface Step {
  readonly before: readonly TimedAction[];
  readonly after: readonly TimedAction[];
}

/** What the reader does to the world, and takes back, and does again; on one timeline or the other. */
export class Acting {
  readonly #options: ActingOptions;
  #done: Step[] = [];
  #undone: Step[] = [];

  constructor(options: ActingOptions) {
    this.#options = options;
  }

  get canUndo(): boolean {
    return this.#done.length > 0;
  }

  get canRedo(): boolean {
    return this.#undone.length > 0;
  }

  /** A new run: nothing was done yet, or only that these actions were taken out of it. */
  renew(taken: readonly TimedAction[] = []): void {
    this.#done = taken.length > 0 ? [{ before: taken, after: [] }] : [];
    this.#undone = [];
  }

  /** A run that was acted on before, kept or sent by somebody: undo takes its actions back one by one, the last in time
   * first. */
  resume(actions: readonly TimedAction[]): void {
    this.#done = actions.map((_, index) => ({
      before: actions.slice(0, index),
      after: actions.slice(0, index + 1),
    }));
    this.#undone = [];
  }

  /** Carries out an action at the playhead; in the past it opens a second timeline. */
  async act(action: Action): Promise<void> {
    const { desk, simulation, whileFrozen, tell, onActed, onOtherFuture } = this.#options;
    await whileFrozen(async () => {
      const track = desk.active;
      if (track === undefined) return;
      const at = desk.playhead;
      const acted = await simulation.act(track.id, at, track.seenTime, action);
      const gaveUp = this.#take(track, acted, at.time);
      this.#did({ before: track.actions, after: acted.actions });
      onActed(at.index, at.time);
      onOtherFuture();
      if (!acted.sameTimeline) tell(gaveUp ? 'thirdTimeline' : 'secondTimeline');
    });
  }

  /** Opens a second timeline that a healing (an index into the history's actions) never came to, and goes there.
   * One that the reader made is left out; where the scenario heals, the same partition follows within the microsecond. */
  async withoutHeal(index: number): Promise<void> {
    const { desk, simulation, whileFrozen, tell, onOtherFuture } = this.#options;
    await whileFrozen(async () => {
      const track = desk.active;
      const healing = track?.history.actions[index];
      if (track === undefined || healing?.action.type !== 'heal') return;
      const { at } = healing;
      const { actions } = track;
      if (healing.scripted) {
        const parting = track.history.actions.findLast(
          (record) => record.index < index && record.action.type === 'partition',
        );
        if (parting === undefined) return;
        const row = track.history.rowsThrough(at);
        const acted = await simulation.act(
          track.id,
          { time: at, index: row },
          track.seenTime,
          parting.action,
        );
        this.#take(track, acted, at);
        this.#did({ before: actions, after: acted.actions });
      } else {
        const left = actions.filter((timed) => timed.at !== at || timed.action.type !== 'heal');
        await this.#change(left);
        this.#did({ before: actions, after: left });
      }
      desk.seek(at);
      onOtherFuture();
      tell('notHealed');
    });
  }

  async undo(): Promise<void> {
    await this.#options.whileFrozen(async () => {
      const step = this.#done.at(-1);
      if (step === undefined) return;
      await this.#move(step.before, step, 'undone');
      this.#done.pop();
      this.#undone.push(step);
    });
  }

  async redo(): Promise<void> {
    await this.#options.whileFrozen(async () => {
      const step = this.#undone.at(-1);
      if (step === undefined) return;
      await this.#move(step.after, step, 'redone');
      this.#undone.pop();
      this.#done.push(step);
    });
  }

  /** Opens the timeline with these actions beside the only one there is, as it was before a reload.
   * @param look whether to turn to it */
  async reopen(actions: readonly TimedAction[], look: boolean): Promise<void> {
    const { desk, simulation, whileFrozen } = this.#options;
    await whileFrozen(async () => {
      const track = desk.active;
      if (track === undefined || desk.other !== undefined) return;
      // Whatever was seen of either: they are two.
      const acted = await simulation.setActions(track.id, actions, Number.MAX_SAFE_INTEGER);
      const at = firstChange(track.actions, actions);
      if (look) desk.takeActed(track, acted, at);
      else desk.takeBeside(track, acted, at);
    });
  }

  /** Turns to the other timeline, if there is one, and says which it is. */
  swap(): void {
    const { desk, onOtherFuture, tell } = this.#options;
    const { other } = desk;
    if (other === undefined) return;
    desk.look(other);
    onOtherFuture();
    tell(desk.tracks[0] === other ? 'lookingAtFirst' : 'lookingAtSecond');
  }

  /** @returns whether another timeline had to make room */
  #take(track: Track, acted: Acted, at: number): boolean {
    const gone = this.#options.desk.takeActed(track, acted, at);
    if (gone !== undefined) this.#options.onGivenUp(gone);
    return gone !== undefined;
  }

  #did(step: Step): void {
    this.#done.push(step);
    this.#undone = [];
  }

  /** Takes a step back or forth and says what changed: an action may be gone, or only out of sight on the other
   * timeline, or not part of this one in the first place. */
  async #move(actions: readonly TimedAction[], step: Step, word: 'undone' | 'redone'): Promise<void> {
    const { tell } = this.#options;
    const about = step.after.length > 0 || step.before.length > 0 ? changed(step) : undefined;
    const how = await this.#change(actions);
    if (how === 'same') tell(`${word}${this.#options.desk.other === undefined ? 'Already' : 'There'}`, about);
    else tell(how === 'other' ? `${word}Other` : word, about);
  }

  /** Back or forth in what the user did. A timeline that already has these actions is looked at again; otherwise the
   * worker makes one. */
  async #change(actions: readonly TimedAction[]): Promise<'same' | 'other' | 'made'> {
    const { desk, simulation, onOtherFuture } = this.#options;
    const track = desk.active;
    if (track === undefined || sameActions(track.actions, actions)) return 'same';
    const ready = desk.tracks.find((each) => sameActions(each.actions, actions));
    if (ready !== undefined) {
      desk.look(ready);
      onOtherFuture();
      return 'other';
    }
    const acted = await simulation.setActions(track.id, actions, track.seenTime);
    this.#take(track, acted, firstChange(track.actions, actions));
    onOtherFuture();
    return acted.sameTimeline ? 'made' : 'other';
  }
}

/** The first action in which a step's two lists differ. */
function changed({ before, after }: Step): Notice['about'] {
  const at = after.findIndex((timed, index) => JSON.stringify(timed) !== JSON.stringify(before[index]));
  return at < 0 ? before[after.length] : after.length >= before.length ? after[at] : before[at];
}
