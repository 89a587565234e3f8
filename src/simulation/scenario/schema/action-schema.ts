import * as v from 'valibot';
import type { Action, TimedAction } from '../../run.ts';
import { amount, count, feeRate, hashRate, hexOf, id, micros, name, names, role, unit } from './fields.ts';

/** Consensus refuses to run longer ones. */
const longestScript = 10_000;
/** No node relays more, and a Run may hold thousands. */
const longestTransaction = 100_000;

/** Any action, with bounds. */
export const actionSchema = v.variant('type', [
  v.strictObject({
    type: v.literal('pay'),
    from: name,
    to: name,
    amount,
    feeRate: v.exactOptional(feeRate),
    lock: v.exactOptional(v.picklist(['p2wpkh', 'p2pkh'])),
  }),
  v.strictObject({ type: v.literal('conflict'), from: name, to: name, other: name, amount }),
  v.strictObject({ type: v.literal('set-hash-rate'), node: name, hashRate }),
  v.strictObject({ type: v.literal('set-role'), node: name, role }),
  v.strictObject({ type: v.literal('mine-now'), node: name }),
  v.strictObject({ type: v.literal('collide'), nodes: v.strictTuple([name, name]) }),
  v.strictObject({ type: v.literal('connect'), a: name, b: name }),
  v.strictObject({ type: v.literal('cut'), a: name, b: name }),
  v.strictObject({ type: v.literal('partition'), groups: v.pipe(v.array(names), v.maxLength(100)) }),
  v.strictObject({ type: v.literal('heal') }),
  v.strictObject({ type: v.literal('add-node'), name, role, hashRate, x: unit, y: unit }),
  v.strictObject({ type: v.literal('stop-node'), node: name }),
  v.strictObject({ type: v.literal('start-node'), node: name, forgets: v.exactOptional(v.boolean()) }),
  v.strictObject({ type: v.literal('traffic'), meanWaitMicros: micros }),
  v.strictObject({ type: v.literal('mine-secretly'), node: name, depth: v.exactOptional(count) }),
  v.strictObject({ type: v.literal('publish'), node: name }),
  v.strictObject({
    type: v.literal('double-spend'),
    attacker: name,
    merchant: name,
    amount,
    confirmations: count,
    giveUpDeficit: count,
    preMined: v.exactOptional(count),
    win: v.exactOptional(v.picklist(['level', 'ahead'])),
    byHand: v.exactOptional(v.boolean()),
    handOverMicros: v.exactOptional(micros),
  }),
  v.strictObject({ type: v.literal('play-on'), node: name }),
  v.strictObject({
    type: v.literal('race'),
    attacker: name,
    merchant: name,
    amount,
    how: v.exactOptional(v.picklist(['split', 'replace', 'apart'])),
    via: v.exactOptional(name),
    feeRate: v.exactOptional(feeRate),
    rivalFeeRate: v.exactOptional(feeRate),
    replaceable: v.exactOptional(v.boolean()),
    confirmations: v.exactOptional(count),
    listenMicros: v.exactOptional(micros),
    watch: v.exactOptional(v.boolean()),
    refuseReplaceable: v.exactOptional(v.boolean()),
  }),
  v.strictObject({
    type: v.literal('finney'),
    attacker: name,
    merchant: name,
    amount,
    confirmations: v.exactOptional(count),
    handOverMicros: v.exactOptional(micros),
    giveUpDeficit: v.exactOptional(count),
  }),
  v.strictObject({
    type: v.literal('flood'),
    node: name,
    gapMicros: micros,
    feeRate: v.exactOptional(feeRate),
    outputs: v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(500))),
  }),
  v.strictObject({ type: v.literal('steal'), node: name, victim: name }),
  v.strictObject({
    type: v.literal('forge-block'),
    node: name,
    what: v.picklist(['mint', 'steal']),
    extra: v.exactOptional(amount),
    victim: v.exactOptional(name),
  }),
  v.strictObject({
    type: v.literal('strategy'),
    node: name,
    strategy: v.picklist(['honest', 'selfish', 'empty-blocks', 'censor', 'feather-fork']),
    victim: v.exactOptional(name),
    giveUp: v.exactOptional(count),
  }),
  v.strictObject({
    type: v.literal('tamper'),
    from: name,
    to: name,
    command: v.pipe(v.string(), v.minLength(1), v.maxLength(12)),
    how: v.picklist(['drop', 'delay', 'duplicate']),
    delayMicros: v.exactOptional(micros),
  }),
  v.strictObject({ type: v.literal('pay-script'), from: name, script: hexOf(longestScript), amount }),
  v.strictObject({ type: v.literal('submit-tx'), node: name, hex: hexOf(longestTransaction) }),
  v.strictObject({
    type: v.literal('send-broken'),
    node: name,
    kind: v.picklist(['block', 'tx']),
    id: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
    offset: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(4_000_000)),
    xor: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(255)),
  }),
  v.strictObject({ type: v.literal('beat'), beat: id }),
]);

/** An action that the schema lacks is a type error here, not a run file that nobody can open. */
export const everyActionKnown: Exclude<
  Action['type'],
  v.InferOutput<typeof actionSchema>['type']
> extends never
  ? true
  : never = true;

const mostActions = 10_000;

/** Actions with their times; that they are in order is checked apart. */
export const timedActions: v.GenericSchema<unknown, readonly TimedAction[]> = v.pipe(
  v.array(v.strictObject({ at: micros, action: actionSchema })),
  v.maxLength(mostActions),
);
