import * as v from 'valibot';
import { AttackPhase } from '../../log.ts';
import type { AttackPhaseName, Condition, ConditionType } from '../condition.ts';
import { count, micros, name } from './fields.ts';

const phase = v.picklist(
  Object.keys(AttackPhase).filter((name): name is AttackPhaseName => name !== 'preparing'),
);

/** What beats, answers and goals have in common. */
const conditions = [
  v.strictObject({ type: v.literal('always') }),
  v.strictObject({ type: v.literal('time'), at: micros }),
  v.strictObject({ type: v.literal('confirmations'), node: name, from: v.exactOptional(name), count }),
  v.strictObject({ type: v.literal('height'), node: v.exactOptional(name), atLeast: count }),
  v.strictObject({ type: v.literal('reorg'), node: v.exactOptional(name), depthAtLeast: count }),
  v.strictObject({ type: v.literal('fork') }),
  v.strictObject({ type: v.literal('fork-resolved') }),
  v.strictObject({ type: v.literal('fewer-blocks-more-work') }),
  v.strictObject({ type: v.literal('branch-lead'), node: name, atLeast: count }),
  v.strictObject({ type: v.literal('attack-phase'), node: v.exactOptional(name), phase }),
  v.strictObject({ type: v.literal('double-spend-succeeded') }),
  v.strictObject({ type: v.literal('mempool'), node: name, atLeast: count }),
  v.strictObject({ type: v.literal('peers'), node: name, atLeast: count }),
  v.strictObject({ type: v.literal('blocks-found'), node: name, atLeast: count }),
  v.strictObject({ type: v.literal('last-block'), node: name }),
  v.strictObject({ type: v.literal('synced'), node: name }),
  v.strictObject({ type: v.literal('tx-returned') }),
  v.strictObject({ type: v.literal('tx-conflicted') }),
  v.strictObject({ type: v.literal('tx-evicted') }),
  v.strictObject({
    type: v.literal('refused'),
    reason: v.pipe(v.string(), v.minLength(1), v.maxLength(80)),
    atLeast: count,
  }),
  v.strictObject({
    type: v.literal('chain-share'),
    node: name,
    blocksAtLeast: count,
    percentAtLeast: count,
  }),
] as const;

/** A condition that stands alone. */
export const simpleConditionSchema = v.variant('type', [...conditions]);

const of = v.pipe(v.array(simpleConditionSchema), v.minLength(1), v.maxLength(8));
const combined = [
  v.strictObject({ type: v.literal('any'), of }),
  v.strictObject({ type: v.literal('all'), of }),
] as const;

/** What a goal may be, and what makes an answer right. */
export const goalSchema = v.variant('type', [simpleConditionSchema, ...combined]);

/** What a beat may wait for. */
export const conditionSchema = v.variant('type', [
  goalSchema,
  v.strictObject({ type: v.literal('after'), micros }),
  v.strictObject({ type: v.literal('by-hand') }),
]);

/** A condition that the schema lacks is a type error here. */
export const everyConditionKnown: Exclude<
  ConditionType,
  v.InferOutput<typeof conditionSchema>['type']
> extends never
  ? v.InferOutput<typeof conditionSchema> extends Condition
    ? true
    : never
  : never = true;
