import { type DescribedCounts, Describer, nothingDescribed } from './describe.ts';
import { Ledger } from './ledger.ts';
import type { LogColumns } from './log.ts';
import type { SearchRequest } from './mining-desk.ts';
import type { Prologue } from './prologue.ts';
import type { NewRecords } from './records.ts';
import type { Run } from './run.ts';
import { World } from './world.ts';
import type { AdvanceResult, Keyframe } from './world-state.ts';

/** Events between keyframes; replaying so many takes some tens of milliseconds. */
const eventsPerKeyframe = 3_000;
/** When more are kept, one goes whose gap is small for its age: dense near the present, sparse long ago. The keyframes of
 * a small world are small, about 15 kB a node: of them so many are kept that eighty hours are gone back into at once. */
const maxKeyframes = (nodes: number): number => Math.max(40, Math.min(120, Math.floor(1_200 / nodes)));

/** One history that can be gone back into: a world at its growing end, keyframes behind it, and the ledger that makes
 * replaying free of hashing. Sans-I/O like the world: searches are asked for, not made. */
export class Timeline {
  readonly run: Run;
  readonly ledger: Ledger;
  world: World;
  private readonly prologue: Prologue;
  private readonly describer: Describer;
  private keyframes: Keyframe[];
  private counts: DescribedCounts = nothingDescribed();
  private nextKeyframe: number;
  /** A second world for looking into the past; kept because the next question is usually about a little later. */
  private lens: World | undefined;

  constructor(run: Run, prologue: Prologue, ledger = new Ledger(), from?: Timeline, keyframe?: Keyframe) {
    this.run = run;
    this.prologue = prologue;
    this.ledger = ledger;
    this.describer = from?.describer ?? new Describer();
    this.world = new World({ run, prologue, ledger }, keyframe);
    this.keyframes =
      keyframe === undefined
        ? [this.world.keyframe()]
        : from!.keyframes.filter((kept) => kept.time <= keyframe.time);
    this.nextKeyframe = this.world.variables.events + eventsPerKeyframe;
  }

  /** Works towards `until`, at most `budget` events. */
  advance(until: number, budget: number): AdvanceResult {
    const result = this.world.advance(until, budget);
    if (this.world.variables.events >= this.nextKeyframe) this.keep();
    return result;
  }

  pendingSearches(until: number, window: number): SearchRequest[] {
    return this.world.pendingSearches(until, window);
  }

  /** Rows and records since the last call. */
  drain(): { readonly log: LogColumns; readonly records: NewRecords } {
    return { log: this.world.log_.drain(), records: this.describer.describe(this.world, this.counts) };
  }

  /** This history up to and including every event at `time`, then on with other actions. Rows and records up to there
   * are not drained again; `common` says how many there are of each. Needs no hashing. */
  fork(
    time: number,
    run: Run,
  ): { readonly timeline: Timeline; readonly commonRows: number; readonly commonRecords: DescribedCounts } {
    const keyframe = this.keyframeBefore(time);
    const start = keyframe ?? this.keyframes[0]!;
    const timeline = new Timeline(run, this.prologue, this.ledger, this, start);
    timeline.replayTo(time, this.run);
    const commonRecords = timeline.skipRecords();
    const commonRows = timeline.world.log_.next;
    timeline.world.log_.discard();
    return { timeline, commonRows, commonRecords };
  }

  /** Replays the part that both runs share. The fork happens after all events of its microsecond, so the new run's own
   * actions at `time` must wait: they come right after. */
  private replayTo(time: number, shared: Run): void {
    const replay = new World(
      { run: shared, prologue: this.prologue, ledger: this.ledger },
      this.keyframes[this.keyframes.length - 1],
    );
    finish(replay.advance(time));
    const at = replay.keyframe();
    this.world = new World({ run: this.run, prologue: this.prologue, ledger: this.ledger }, at);
    this.nextKeyframe = this.world.variables.events + eventsPerKeyframe;
    this.keyframes.push(at);
  }

  private skipRecords(): DescribedCounts {
    const { world } = this;
    this.counts = {
      nodes: world.nodes.length,
      links: world.links.length,
      blocks: world.blocks.length,
      transactions: world.transactions.length,
      payloads: world.payloadCount,
      actions: world.carriedOut.length,
      reasons: world.reasons.length,
    };
    return { ...this.counts };
  }

  /** The world as it was at `time` (all events of that microsecond applied). Only look; it is reused. */
  at(time: number): World {
    if (time >= this.world.now) return this.world;
    const keyframe = this.keyframeBefore(time) ?? this.keyframes[0]!;
    const { lens } = this;
    if (lens === undefined || lens.now > time || lens.now < keyframe.time) {
      this.lens = new World({ run: this.run, prologue: this.prologue, ledger: this.ledger }, keyframe);
    }
    finish(this.lens!.advance(time));
    return this.lens!;
  }

  /** All rows with `from` < time ≤ `to`, computed again. */
  rowsBetween(from: number, to: number): LogColumns {
    const keyframe = this.keyframeBefore(from) ?? this.keyframes[0]!;
    const world = new World({ run: this.run, prologue: this.prologue, ledger: this.ledger }, keyframe);
    if (keyframe.time < from) finish(world.advance(Math.min(from, this.world.now)));
    world.log_.discard();
    finish(world.advance(Math.min(to, this.world.now)));
    return world.log_.drain();
  }

  private keyframeBefore(time: number): Keyframe | undefined {
    let best: Keyframe | undefined;
    for (const keyframe of this.keyframes)
      if (keyframe.time <= time && (best === undefined || keyframe.time >= best.time)) best = keyframe;
    return best;
  }

  private keep(): void {
    this.nextKeyframe = this.world.variables.events + eventsPerKeyframe;
    this.keyframes.push(this.world.keyframe());
    if (this.keyframes.length <= maxKeyframes(this.world.nodes.length)) return;
    this.keyframes.splice(leastMissed(this.keyframes), 1);
  }
}

/** The keyframe without which going back would take least longer, compared with how far back that is. So gaps grow in
 * proportion to age: wherever one goes back to, a small part of the way is replayed at most. Never the first or last. */
function leastMissed(keyframes: readonly Keyframe[]): number {
  const now = keyframes[keyframes.length - 1]!.variables.events;
  const events = (i: number) => keyframes[i]!.variables.events;
  let least = 1;
  let smallest = Number.POSITIVE_INFINITY;
  for (let i = 1; i < keyframes.length - 1; i++) {
    const share = (events(i + 1) - events(i - 1)) / (now - events(i - 1));
    if (share >= smallest) continue;
    smallest = share;
    least = i;
  }
  return least;
}

/** Everything up to the present end of a timeline has been searched before, so replaying it never waits. */
function finish(result: AdvanceResult): void {
  if (result !== 'reached') throw new Error('Invariant broken: a replay needs no new searches');
}
