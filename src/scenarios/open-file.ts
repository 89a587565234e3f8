import { type OpenedRun, parseSavedRun } from '#simulation/parse-run';
import type { Parsed } from '#simulation/refusal';
import { withPosition } from '#simulation/text-position';
import { prologueFault } from './prologue-fault.ts';

/** Reads a run or scenario file, and makes sure that the chain its coins come from is here. Never throws.
 * @param input text or an already parsed value, both untrusted */
export function openFile(input: unknown): Parsed<OpenedRun> {
  const parsed = parseSavedRun(input);
  if (!parsed.ok) return parsed;
  const isRun = typeof input === 'string' ? isRunText(input) : hasRun(input);
  const fault = prologueFault(parsed.value.run.scenario, isRun ? ['run', 'scenario'] : []);
  if (fault === undefined) return parsed;
  return { ok: false, refusal: typeof input === 'string' ? withPosition(fault, input) : fault };
}

function isRunText(text: string): boolean {
  return hasRun(JSON.parse(text));
}

function hasRun(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'run' in value;
}
