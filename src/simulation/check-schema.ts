import * as v from 'valibot';
import { accepted, type Parsed, type RunRefusal, refusalAt } from './refusal.ts';
import type { Place } from './scenario/patch-scenario.ts';

/** Checks an untrusted value against a schema; the first thing that does not fit is the refusal. */
export function checkSchema<T>(schema: v.GenericSchema<unknown, T>, value: unknown): Parsed<T> {
  const result = v.safeParse(schema, value, { abortEarly: true, abortPipeEarly: true });
  return result.success ? accepted(result.output) : { ok: false, refusal: refusalOf(result.issues[0]) };
}

/** Everything about a value that does not fit, for a form that shows all of it beside its fields. */
export function schemaRefusals<T>(
  schema: v.GenericSchema<unknown, T>,
  value: unknown,
): readonly RunRefusal[] {
  const result = v.safeParse(schema, value, { abortPipeEarly: true });
  return result.success ? [] : result.issues.map(refusalOf);
}

function refusalOf(issue: v.BaseIssue<unknown>): RunRefusal {
  const place = placeOf(issue.path);
  const received = issue.received.slice(0, 60);
  if (issue.type === 'max_length' && Array.isArray(issue.input)) {
    return refusalAt(place, 'tooMany', { limit: String(issue.requirement), received: issue.input.length });
  }
  if (issue.expected === 'never') return refusalAt(place, 'notAllowed');
  if (received === 'undefined') return refusalAt(place, 'missing', { expected: expectedOf(issue) });
  return refusalAt(place, 'wrongValue', { expected: expectedOf(issue), received });
}

function expectedOf(issue: v.BaseIssue<unknown>): string {
  const said = issue.expected ?? (issue.requirement === undefined ? issue.type : String(issue.requirement));
  return briefly(said);
}

/** A long choice, such as all kinds of actions, is cut between two of its members. */
function briefly(said: string): string {
  const choices = said.replace(/^\(|\)$/g, '').split(' | ');
  if (choices.length < 2) return said.slice(0, 200);
  const shown = choices.slice(0, mostChoices).join(' | ');
  return choices.length > mostChoices ? `${shown} | … (${choices.length})` : shown;
}

const mostChoices = 8;

function placeOf(path: readonly { readonly key: unknown }[] | undefined): Place {
  return (path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)));
}
