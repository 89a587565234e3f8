import type { ParameterRefusal } from './scenario/apply-parameters.ts';
import { type Place, pathText } from './scenario/patch-scenario.ts';

/** Why a run or scenario was refused: the key of a sentence (texts `errors`), its values, and where in the value it
 * stands. Read from text, the values hold `line` and `column` as well. */
export interface RunRefusal {
  readonly key:
    | ParameterRefusal['key']
    | 'tooLarge'
    | 'notJson'
    | 'notARun'
    | 'otherVersion'
    | 'otherEngine'
    | 'wrongValue'
    | 'missing'
    | 'notAllowed'
    | 'tooMany'
    | 'unknownNode'
    | 'unknownBeat'
    | 'unknownPrologue'
    | 'leadsNowhere'
    | 'twice'
    | 'outOfOrder'
    | 'ledgerLine'
    | 'linkDamaged'
    | 'linkCharacter'
    | 'unknownScenario'
    | 'scenarioChanged';
  /** E.g. `run.actions[3].action.amount`; '' for the whole. */
  readonly path: string;
  /** The same, step by step. */
  readonly place: Place;
  readonly values: Readonly<Record<string, string | number>>;
}

/** A parsed value, or the reason why there is none. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: RunRefusal };

/** Longest path shown, characters. */
const longestPath = 200;

/** A reason that names its place. */
export function refusalAt(
  place: Place,
  key: RunRefusal['key'],
  values: RunRefusal['values'] = {},
): RunRefusal {
  return { key, path: pathText(place).slice(0, longestPath), place, values };
}

/** The value, taken. */
export function accepted<T>(value: T): Parsed<T> {
  return { ok: true, value };
}

/** Nothing, and why. */
export function refused(
  place: Place,
  key: RunRefusal['key'],
  values: RunRefusal['values'] = {},
): Parsed<never> {
  return { ok: false, refusal: refusalAt(place, key, values) };
}
