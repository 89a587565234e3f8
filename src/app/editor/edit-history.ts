import type { Place } from '#simulation/scenario/patch-scenario';
import type { Scenario } from '#simulation/scenario/scenario';

/** What a draft was before and after its changes; unchanged parts are shared, so many steps cost little. */
export interface EditHistory {
  readonly past: readonly EditStep[];
  readonly future: readonly EditStep[];
  /** When the last letter was typed, milliseconds; letters of one field in quick succession are one step. */
  readonly changedAt: number;
}

/** A draft, and the place in which it differs from the next one. */
export interface EditStep {
  readonly draft: Scenario;
  readonly place: Place;
}

const mostSteps = 300;
/** A pause in typing begins a new step, milliseconds. */
const pauseMillis = 1_000;

const never = Number.NEGATIVE_INFINITY;

/** Nothing has been changed yet. */
export const noEdits: EditHistory = { past: [], future: [], changedAt: never };

/** Remembers the draft before a change. */
export function rememberEdit(
  history: EditHistory,
  before: Scenario,
  edit: {
    /** Where it changes; [] for all of it. */
    readonly place: Place;
    /** Milliseconds. */
    readonly now: number;
    /** A letter or digit of a field, which goes on with the one before; anything else is a step of its own. */
    readonly typed: boolean;
  },
): EditHistory {
  const { place, now, typed } = edit;
  const last = history.past.at(-1);
  const goesOn =
    typed &&
    last !== undefined &&
    history.future.length === 0 &&
    now - history.changedAt < pauseMillis &&
    JSON.stringify(last.place) === JSON.stringify(place);
  const past = goesOn ? history.past : [...history.past, { draft: before, place }].slice(-mostSteps);
  return { past, future: [], changedAt: typed ? now : never };
}

/** Takes the last change back.
 * @returns the draft before it, and where it was; undefined when there is none */
export function undoEdit(
  history: EditHistory,
  now: Scenario,
): (EditStep & { readonly history: EditHistory }) | undefined {
  const last = history.past.at(-1);
  if (last === undefined) return undefined;
  const future = [...history.future, { draft: now, place: last.place }];
  return { ...last, history: { past: history.past.slice(0, -1), future, changedAt: never } };
}

/** Makes the last change that was taken back once more. */
export function redoEdit(
  history: EditHistory,
  now: Scenario,
): (EditStep & { readonly history: EditHistory }) | undefined {
  const next = history.future.at(-1);
  if (next === undefined) return undefined;
  const past = [...history.past, { draft: now, place: next.place }];
  return { ...next, history: { past, future: history.future.slice(0, -1), changedAt: never } };
}
