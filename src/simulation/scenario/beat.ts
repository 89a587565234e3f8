import type { Action } from '../run.ts';
import type { Condition } from './condition.ts';
import type { LocalText } from './scenario.ts';

/** A step of the story that a scenario tells. Beats happen in the order of the list, each after the one before it. */
export interface Beat {
  /** Unique among the beats: lower-case letters, digits and dashes. */
  readonly id: string;
  /** A few words, for a button and a mark on the timeline. */
  readonly title: LocalText;
  /** What happens now, and what to look at. */
  readonly text: LocalText;
  /** What it waits for. Whatever it is, the user's action `{ type: 'beat' }` makes the next beat happen at once. */
  readonly when: Condition;
  /** Carried out by the world when it happens. */
  readonly actions: readonly Action[];
  /** What is carried out instead when the scenario is played by hand (`byHand`). */
  readonly handActions?: readonly Action[];
  /** The page stops the playhead here. */
  readonly pause?: boolean;
  readonly question?: Question;
  /** Nobody but the attacker can know it: it is told with god view only, until a later beat `reveals` it. */
  readonly secret?: boolean;
  /** What is told until then to those who cannot know all of it; with it the beat need not be `secret`. */
  readonly inPublic?: BeatWords;
  /** From here on, what happened before is known to all. */
  readonly reveals?: boolean;
}

/** How a beat is told. */
export interface BeatWords {
  readonly title: LocalText;
  readonly text: LocalText;
}

/** A question to the class: a prediction is locked before the answer shows. */
export interface Question {
  readonly text: LocalText;
  readonly choices: readonly LocalText[];
  /** Which choice is right: its number from 0, or one condition per choice, looked at when the answer is revealed. Of
   * several that hold then the last is right; when none does, no choice is. */
  readonly right: number | readonly Condition[];
  /** Why, shown with the answer. */
  readonly reveal: LocalText;
  /** The later beat that reveals the answer; without it, the next one. So the last beat asks nothing. */
  readonly revealAt?: string;
}

/** Number of the beat that answers the question of beat `asking`: a later one, or there is no answer. */
export function revealedAt(beats: readonly Beat[], asking: number): number {
  const named = beats[asking]?.question?.revealAt;
  const index = named === undefined ? -1 : beats.findIndex((beat) => beat.id === named);
  if (named !== undefined) return index;
  return asking + 1 < beats.length ? asking + 1 : -1;
}
