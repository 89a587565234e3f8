import type * as v from 'valibot';
import type { ActionType } from '../../run.ts';
import { actionSchema } from './action-schema.ts';
import { amount, count, feeRate, hashRate, id, micros, name, role, unit } from './fields.ts';

/** What kind of value a field of an action takes; a form shows each kind in its own way. */
export type ActionFieldKind =
  | 'node'
  /** Name of a peer that does not exist yet. */
  | 'newName'
  | 'pair'
  | 'groups'
  | 'amount'
  | 'count'
  | 'hashRate'
  | 'feeRate'
  | 'micros'
  | 'unit'
  | 'number'
  | 'role'
  | 'choice'
  | 'switch'
  | 'beat'
  | 'text';

/** One field of an action, as the schema has it. */
export interface ActionField {
  readonly key: string;
  readonly kind: ActionFieldKind;
  /** It may be left out. */
  readonly optional: boolean;
  /** Of a choice. */
  readonly choices: readonly string[];
}

/** Every action there is, in the order of the schema. */
export const actionTypes: readonly ActionType[] = actionSchema.options.map(
  ({ entries }) => entries.type.literal,
);

/** The fields of an action, read off its schema: what the schema gains, every form gains.
 * @returns undefined when there is no such action */
export function actionFields(type: string): readonly ActionField[] | undefined {
  return known.get(type);
}

const kinds: readonly (readonly [v.GenericSchema, ActionFieldKind])[] = [
  [name, 'node'],
  [amount, 'amount'],
  [count, 'count'],
  [hashRate, 'hashRate'],
  [feeRate, 'feeRate'],
  [micros, 'micros'],
  [unit, 'unit'],
  [role, 'role'],
  [id, 'beat'],
];

const known: ReadonlyMap<string, readonly ActionField[]> = new Map(
  actionSchema.options.map(({ entries }) => [
    entries.type.literal,
    Object.entries(entries as Readonly<Record<string, AnySchema>>)
      .filter(([key]) => key !== 'type')
      .map(([key, schema]) => fieldOf(key, schema)),
  ]),
);

interface AnySchema {
  readonly type: string;
  readonly wrapped?: AnySchema;
  readonly options?: readonly unknown[];
}

function fieldOf(key: string, schema: AnySchema): ActionField {
  const optional = schema.type === 'exact_optional';
  const inner = optional ? (schema.wrapped ?? schema) : schema;
  const kind = kindOf(key, inner);
  const choices = kind === 'choice' ? (inner.options ?? []).map(String) : [];
  return { key, kind, optional, choices };
}

/** Shared schemas say what a field means, others at least what it is made of. */
function kindOf(key: string, schema: AnySchema): ActionFieldKind {
  const meant = kinds.find(([each]) => each === schema)?.[1];
  if (meant === 'node' && key === 'name') return 'newName';
  if (meant !== undefined) return meant;
  switch (schema.type) {
    case 'picklist':
      return 'choice';
    case 'boolean':
      return 'switch';
    case 'strict_tuple':
      return 'pair';
    case 'array':
      return 'groups';
    case 'number':
      return 'number';
    default:
      return 'text';
  }
}
