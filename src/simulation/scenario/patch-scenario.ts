import type { Patch } from './parameter.ts';

/** A step of a path: a field, an entry, every entry (`*`) or a new last one (`-`). */
type Step = string | number | { readonly every: true } | { readonly last: true };

/** One place in a scenario: fields and entries from the outside in. */
export type Place = readonly (string | number)[];

/** The places that a path like `links[*].latencyMicros` names in a value, as it is now. The last step need not exist yet
 * when it is a field; a new last entry is the index after the last.
 * @returns none when the path leads nowhere */
export function placesAt(value: unknown, path: string): readonly Place[] {
  const steps = stepsOf(path);
  let places: Place[] = [[]];
  for (const [index, step] of steps.entries()) {
    const isLast = index === steps.length - 1;
    places = places.flatMap((place) => stepsFrom(valueAt(value, place), step, isLast, place));
  }
  return places;
}

function stepsFrom(holder: unknown, step: Step, isLast: boolean, place: Place): Place[] {
  if (typeof step === 'string') {
    if (!isObject(holder) || (!isLast && !Object.hasOwn(holder, step))) return [];
    return [[...place, step]];
  }
  if (!Array.isArray(holder)) return [];
  if (typeof step === 'number') return step < holder.length ? [[...place, step]] : [];
  if ('every' in step) return holder.map((_, entry) => [...place, entry]);
  return [[...place, holder.length]];
}

/** What stands at a place; undefined when nothing does. */
export function valueAt(value: unknown, place: Place): unknown {
  let at = value;
  for (const step of place) {
    if (Array.isArray(at) && typeof step === 'number') at = at[step];
    else if (isObject(at) && typeof step === 'string' && Object.hasOwn(at, step)) at = at[step];
    else return undefined;
  }
  return at;
}

/** The value with something else at a place; shares everything that did not change.
 * @param replacement `undefined`: removes the field or entry */
export function withValueAt<T>(value: T, place: Place, replacement: unknown): T {
  const [step, ...rest] = place;
  if (step === undefined) return replacement as T;
  if (Array.isArray(value) && typeof step === 'number') {
    const copy = [...value];
    if (rest.length === 0 && replacement === undefined) copy.splice(step, 1);
    else copy[step] = withValueAt(copy[step], rest, replacement);
    return copy as T;
  }
  if (!isObject(value) || typeof step !== 'string') return value;
  const copy: Record<string, unknown> = { ...value };
  if (rest.length === 0 && replacement === undefined) delete copy[step];
  else copy[step] = withValueAt(Object.hasOwn(copy, step) ? copy[step] : undefined, rest, replacement);
  return copy as T;
}

/** Applies patches one after the other.
 * @returns the changed value, what takes the change back, and the first patch whose path leads nowhere */
export function patched<T>(
  value: T,
  patches: readonly Patch[],
): { readonly value: T; readonly undo: readonly Patch[]; readonly lost: number | undefined } {
  let result = value;
  const undo: Patch[] = [];
  for (const [number, { path, value: replacement }] of patches.entries()) {
    const named = placesAt(result, path);
    const places =
      replacement === undefined ? named.filter((place) => valueAt(result, place) !== undefined) : named;
    if (places.length === 0) return { value, undo: [], lost: number };
    // Backwards, so that taking an entry away does not move the ones that are still to go.
    for (const place of replacement === undefined ? places.toReversed() : places) {
      undo.unshift(inverse(result, place, replacement));
      result = withValueAt(result, place, replacement);
    }
  }
  return { value: result, undo, lost: undefined };
}

function inverse(value: unknown, place: Place, replacement: unknown): Patch {
  const before = valueAt(value, place);
  if (before === undefined) return { path: pathText(place) };
  // An entry that is taken away moves those behind it: the whole list comes back.
  const holder = replacement === undefined && typeof place.at(-1) === 'number' ? place.slice(0, -1) : place;
  return { path: pathText(holder), value: valueAt(value, holder) };
}

/** A place as people read and write it: `links[3].latencyMicros`. */
export function pathText(place: Place): string {
  let text = '';
  for (const step of place) {
    if (typeof step === 'number') text += `[${step}]`;
    else text += text === '' ? step : `.${step}`;
  }
  return text;
}

function stepsOf(path: string): Step[] {
  return [...path.matchAll(/[^.[\]]+/g)].map(([step]): Step => {
    if (step === '*') return { every: true };
    if (step === '-') return { last: true };
    return /^\d+$/.test(step) ? Number(step) : step;
  });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
