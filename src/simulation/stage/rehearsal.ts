import type { SearchHeaders } from '#mining/header-search';
import { Ledger } from '../ledger.ts';
import { LogKind } from '../log.ts';
import type { Prologue } from '../prologue.ts';
import type { Action, Run } from '../run.ts';
import { World } from '../world.ts';
import { GoalWatcher } from './goals.ts';

/** What a rehearsal has found so far; times in microseconds, undefined for what has not happened. */
export interface RehearsalReport {
  /** Simulated time played so far, and where it ends. */
  readonly now: number;
  readonly end: number;
  readonly finished: boolean;
  readonly goals: readonly (number | undefined)[];
  readonly beats: readonly (number | undefined)[];
  /** By beat: the right choice of its question, −1 when none is; undefined when it is not answered. */
  readonly answers: readonly (number | undefined)[];
  /** Actions that could not be carried out, with Core's or our reason. */
  readonly refused: readonly { readonly time: number; readonly action: Action; readonly reason: string }[];
}

/** Simulated time between looks at the log, so that it never grows large. */
const sliceMicros = 10_000_000;
/** A rehearsal that refuses more than this is broken enough. */
const mostRefused = 100;

/** Plays a run once through to see whether its scenario works: until every goal is reached and every beat has happened, or
 * its reference time is over. */
export class Rehearsal {
  private readonly world: World;
  private readonly watcher: GoalWatcher;
  private readonly search: SearchHeaders;
  private readonly beats: (number | undefined)[];
  private readonly answers: (number | undefined)[];
  private readonly refused: { time: number; action: Action; reason: string }[] = [];

  constructor(run: Run, prologue: Prologue, search: SearchHeaders) {
    const { goals, beats } = run.scenario;
    this.world = new World({ run, prologue, ledger: new Ledger() });
    this.watcher = new GoalWatcher(this.world, goals);
    this.search = search;
    this.beats = beats.map(() => undefined);
    this.answers = beats.map(() => undefined);
  }

  /** Plays the next ten simulated seconds, if it is not finished. */
  step(): void {
    if (this.finished) return;
    const { world, end } = this;
    world.runUntil(Math.min(world.now + sliceMicros, end), this.search);
    this.watcher.look();
    this.read();
  }

  report(): RehearsalReport {
    return {
      now: this.world.now,
      end: this.end,
      finished: this.finished,
      goals: [...this.watcher.reachedAt],
      beats: [...this.beats],
      answers: [...this.answers],
      refused: [...this.refused],
    };
  }

  private get end(): number {
    return this.world.run.scenario.referenceMicros;
  }

  private get finished(): boolean {
    const told = this.world.variables.story.next === this.beats.length;
    return (
      this.world.now >= this.end ||
      (told && this.watcher.all && this.beats.length + this.watcher.reachedAt.length > 0)
    );
  }

  private read(): void {
    const { count, kind, time, object, x } = this.world.log_.drain();
    for (let i = 0; i < count; i++) {
      if (kind[i] === LogKind.beat) this.beats[x[i]!] = time[i]!;
      else if (kind[i] === LogKind.answer) this.answers[object[i]!] = x[i]!;
      else if (kind[i] === LogKind.actionRefused && this.refused.length < mostRefused)
        this.refused.push({
          time: time[i]!,
          action: this.world.carriedOut[object[i]!]!.action,
          reason: this.world.reasons[x[i]!]!,
        });
    }
  }
}
