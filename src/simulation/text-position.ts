import type { RunRefusal } from './refusal.ts';
import type { Place } from './scenario/patch-scenario.ts';

const space = /[ \t\n\r]*/y;
/** What ends a string, or hides its end. */
const inString = /["\\]/g;
const structure = /["{}[\],]/g;

/** Where a place of a JSON value stands in the text it was read from: at its key, or at the entry of a list. When there is
 * nothing, where the innermost thing around it begins.
 * @param text valid JSON
 * @returns index of the character */
export function textPosition(text: string, place: Place): number {
  let at = skipSpace(text, 0);
  let named = at;
  for (const step of place) {
    const next = text[at] === '{' ? member(text, at, String(step)) : entry(text, at, step);
    if (next === undefined) return named;
    ({ named, at } = next);
  }
  return named;
}

/** The refusal with the line and column of its place, both from 1. */
export function withPosition(refusal: RunRefusal, text: string): RunRefusal {
  const position = textPosition(text, refusal.place);
  return { ...refusal, values: { ...refusal.values, ...lineAndColumn(text, position) } };
}

/** Line and column of a character, both from 1. */
export function lineAndColumn(text: string, position: number): { line: number; column: number } {
  const before = text.slice(0, position);
  return { line: before.split('\n').length, column: position - before.lastIndexOf('\n') };
}

/** Of two fields with the same key the last one counts, as for `JSON.parse`. */
function member(text: string, open: number, key: string): { named: number; at: number } | undefined {
  let found: { named: number; at: number } | undefined;
  let at = skipSpace(text, open + 1);
  while (text[at] === '"') {
    const named = at;
    const end = stringEnd(text, at);
    const isIt = JSON.parse(text.slice(named, end)) === key;
    at = skipSpace(text, skipSpace(text, end) + 1);
    if (isIt) found = { named, at };
    at = afterComma(text, valueEnd(text, at));
  }
  return found;
}

function entry(text: string, open: number, step: string | number): { named: number; at: number } | undefined {
  if (text[open] !== '[' || typeof step !== 'number') return undefined;
  let at = skipSpace(text, open + 1);
  for (let index = 0; index < step && text[at] !== ']' && at < text.length; index++)
    at = afterComma(text, valueEnd(text, at));
  return text[at] === ']' || at >= text.length ? undefined : { named: at, at };
}

function afterComma(text: string, at: number): number {
  const next = skipSpace(text, at);
  return text[next] === ',' ? skipSpace(text, next + 1) : next;
}

/** Counts brackets instead of descending, because a hostile file may be deep. */
function valueEnd(text: string, from: number): number {
  let depth = 0;
  let at = from;
  while (at < text.length) {
    structure.lastIndex = at;
    const next = structure.exec(text);
    if (next === null) return text.length;
    const sign = next[0];
    if (sign === '"') {
      at = stringEnd(text, next.index);
      if (depth === 0) return at;
      continue;
    }
    if (sign === '{' || sign === '[') depth++;
    else if (depth === 0) return next.index;
    else if (sign !== ',' && --depth === 0) return next.index + 1;
    at = next.index + 1;
  }
  return text.length;
}

function stringEnd(text: string, from: number): number {
  inString.lastIndex = from + 1;
  for (let next = inString.exec(text); next !== null; next = inString.exec(text)) {
    if (next[0] === '"') return next.index + 1;
    inString.lastIndex = next.index + 2;
  }
  return text.length;
}

function skipSpace(text: string, at: number): number {
  space.lastIndex = at;
  return at + (space.exec(text)?.[0].length ?? 0);
}
