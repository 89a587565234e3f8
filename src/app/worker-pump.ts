import type { Desk } from './desk.ts';
import { paceAt, wantedTime } from './playback.ts';
import type { RemoteSimulation } from './simulation-client.ts';
import type { Speed } from './studio-state.ts';
import { grown, type Track } from './track.ts';

export interface WorkerPumpOptions {
  readonly desk: Desk;
  readonly simulation: RemoteSimulation;
  readonly speed: () => Speed;
  readonly playing: () => boolean;
  /** The worker is lost. Called once; what is known stays. */
  readonly onLost: (error: unknown) => void;
}

/** At a faster pace than this nobody sees a message, so forgotten ones stay forgotten: microseconds per second. */
const fastestWithMessages = 30e6;
/** How far ahead a step looks that has not found its goal, microseconds. */
const stepAheadMicros = 600e6;

/** Keeps the worker ahead of the playhead, one short call at a time, and lets verbs go between them. */
export class WorkerPump {
  readonly #options: WorkerPumpOptions;
  #queue: Promise<unknown> = Promise.resolve();
  #frozen = 0;
  #pumping = false;
  #refilling = false;
  #lost = false;

  constructor(options: WorkerPumpOptions) {
    this.#options = options;
  }

  /** While a verb is under way, the playhead waits for its answer. */
  get frozen(): boolean {
    return this.#frozen > 0;
  }

  /** Calls that move timelines go to the worker one after the other; time stands still until this one is done.
   * @throws what the call throws */
  async whileFrozen<T>(call: () => Promise<T>): Promise<T> {
    this.#frozen++;
    try {
      return await this.between(call);
    } finally {
      this.#frozen--;
    }
  }

  /** A new run gets a new chance. */
  renew(): void {
    this.#lost = false;
  }

  /** To be called every frame: asks for what is missing ahead, and for forgotten messages around the playhead. */
  work(): void {
    this.#pump();
    this.#refill();
  }

  /** Does something while no call that moves timelines is under way. */
  between<T>(call: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(call, call);
    this.#queue = result.catch(() => undefined);
    return result;
  }

  #wanted({ history }: Track): number {
    const { desk, speed } = this.#options;
    if (desk.awaitedStep !== undefined) return history.reached + stepAheadMicros;
    return Math.max(wantedTime(history, desk.playhead.time, speed()), desk.awaitedTime ?? 0);
  }

  #pump(): void {
    const { desk } = this.#options;
    const track = desk.active;
    if (track === undefined || this.#pumping || this.#lost || this.frozen) return;
    if (this.#wanted(track) <= track.history.reached) return;
    this.#pumping = true;
    let progress = false;
    void this.between(async () => {
      progress = await this.#advance();
    })
      .catch((error: unknown) => {
        this.#lost = true;
        this.#options.onLost(error);
      })
      .finally(() => {
        this.#pumping = false;
        // Without progress the next frame is soon enough to ask again.
        if (progress) this.#pump();
      });
  }

  /** @returns whether more became known */
  async #advance(): Promise<boolean> {
    const { desk, simulation } = this.#options;
    const track = desk.active;
    if (track === undefined || this.frozen) return false;
    const { history } = track;
    const before = history.reached;
    const advanced = await simulation.advanceTo(track.id, this.#wanted(track));
    const still = desk.tracks.find((each) => each.history === history);
    if (still === undefined) return false;
    desk.replace(still, grown(still, advanced));
    return history.reached > before;
  }

  #refill(): void {
    const { desk, simulation, speed, playing } = this.#options;
    const track = desk.active;
    if (track === undefined || this.#refilling || this.#lost || this.frozen) return;
    const { history } = track;
    const { time } = desk.playhead;
    const pace = playing() ? paceAt(history, time, speed()) : 0;
    if (pace > fastestWithMessages || desk.awaitedTime !== undefined) return;
    if (history.log.messagesKept(time, time)) return;
    const from = Math.max(0, time - history.log.longestFlight - 5e6);
    const to = Math.min(history.reached, time + Math.max(10e6, pace * 3));
    const { cuts } = history;
    this.#refilling = true;
    simulation
      .messageRows(track.id, from, to)
      .then((rows) => {
        if (history.cuts === cuts) history.refill(from, to, rows);
      })
      .catch(() => undefined)
      .finally(() => {
        this.#refilling = false;
      });
  }
}
