import type { HistoryStore } from './create-history.ts';
import type { Desk } from './desk.ts';
import type { WorkerPump } from './worker-pump.ts';

/** A history with more milestones than this is thinned out (some 25 MB)… */
const mostMilestones = 600_000;
/** …up to the moment of the milestone at this share of them. */
const thinnedShare = 0.7;

/** So few rows are done at once, with the exchange. */
const lastRows = 10_000;

type Thinning = ReturnType<HistoryStore['thinned']>;

/** Thins out long histories a few thousand rows a frame, so that an evening of play does not fill the memory. */
export class HistoryThinner {
  readonly #desk: Pick<Desk, 'active' | 'tracks' | 'replace'>;
  readonly #pump: Pick<WorkerPump, 'between'>;
  readonly #limit: number;
  #under: { readonly history: HistoryStore; readonly work: Thinning } | undefined;
  #finishing = false;
  /** A thinned history waits until it has doubled. */
  readonly #limits = new WeakMap<HistoryStore, number>();

  constructor(
    desk: Pick<Desk, 'active' | 'tracks' | 'replace'>,
    pump: Pick<WorkerPump, 'between'>,
    limit = mostMilestones,
  ) {
    this.#desk = desk;
    this.#pump = pump;
    this.#limit = limit;
  }

  /** To be called every frame. */
  work(): void {
    const history = this.#desk.active?.history;
    if (history === undefined || this.#finishing) return;
    if (this.#under !== undefined && this.#under.history !== history) this.#under = undefined;
    if (this.#under === undefined) {
      const { row, time } = history.log.milestones;
      if (row.length <= (this.#limits.get(history) ?? this.#limit)) return;
      this.#under = { history, work: history.thinned(time.at(Math.floor(row.length * thinnedShare))) };
    }
    const { work } = this.#under;
    const step = work.next();
    const left = step.done === true ? 0 : step.value;
    if (left <= lastRows) this.#finish(history, work, step);
  }

  /** The last rows and the exchange must not be torn apart by an answer from the worker. */
  #finish(
    history: HistoryStore,
    work: Thinning,
    reached: IteratorResult<number, HistoryStore | undefined>,
  ): void {
    this.#finishing = true;
    void this.#pump
      .between(async () => {
        let step = reached;
        while (step.done !== true) step = work.next();
        const track = this.#desk.tracks.find((each) => each.history === history);
        if (step.value === undefined || track === undefined) return;
        this.#limits.set(step.value, Math.max(this.#limit, step.value.log.milestones.row.length * 2));
        this.#desk.replace(track, { ...track, history: step.value });
      })
      .finally(() => {
        this.#under = undefined;
        this.#finishing = false;
      });
  }
}
