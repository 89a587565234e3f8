import { findJsonError } from '#simulation/find-json-error';
import { parseSavedRun } from '#simulation/parse-run';
import { type RunRefusal, refusalAt } from '#simulation/refusal';
import { parseScenario } from '#simulation/scenario/parse-scenario';
import type { Scenario } from '#simulation/scenario/scenario';
import { upgradeScenario } from '#simulation/scenario/upgrade-scenario';
import { lineAndColumn, withPosition } from '#simulation/text-position';
import { looksLikeADraft } from './looks-like-a-draft.ts';

/** Reads a file to go on writing: a scenario, even one with mistakes, which the fields then show; or the scenario of a run. */
export function openDraft(text: string): { readonly draft: Scenario } | { readonly refusal: RunRefusal } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { refusal: refusalAt([], 'notJson', lineAndColumn(text, Math.max(0, findJsonError(text)))) };
  }
  const upgraded = upgradeScenario(value);
  if (looksLikeADraft(upgraded)) {
    const parsed = parseScenario(upgraded);
    // The forms know the fields of this version, and none of another.
    if (!parsed.ok && parsed.refusal.key === 'otherVersion')
      return { refusal: withPosition(parsed.refusal, text) };
    return { draft: parsed.ok ? parsed.value : upgraded };
  }
  const run = parseSavedRun(text);
  return run.ok ? { draft: run.value.run.scenario } : { refusal: run.refusal };
}

/** The text of a scenario file: with every parameter's value where it applies, if nothing is wrong with it. */
export function draftText(draft: Scenario): string {
  const parsed = parseScenario(draft);
  return `${JSON.stringify(parsed.ok ? parsed.value : draft, null, 2)}\n`;
}

/** A name that every file system takes. */
export function draftFileName({ id }: Scenario): string {
  return `${
    String(id)
      .replace(/[^a-z0-9-]+/g, '-')
      .slice(0, 64) || 'scenario'
  }.json`;
}
