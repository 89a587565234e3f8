import * as v from 'valibot';
import type { Scenario } from '../scenario.ts';
import { timedActions } from './action-schema.ts';
import { beatsSchema } from './beats-schema.ts';
import { goalSchema } from './condition-schema.ts';
import { count, feeRate, hashRate, id, micros, mostNodes, name, role, seed, text, unit } from './fields.ts';
import { parametersSchema } from './parameter-schema.ts';

const mostLinks = 200_000;

/** The version that is written; `upgradeScenario` brings older ones up to it. */
export const scenarioVersion = 2;

const policyChoice = v.strictObject({
  minRelayFeeRate: v.exactOptional(feeRate),
  fullReplaceByFee: v.exactOptional(v.boolean()),
  maxMempoolVsize: v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(1_000), v.maxValue(1e9))),
});

/** A scenario of the present version. */
export const scenarioSchema: v.GenericSchema<unknown, Scenario> = v.strictObject({
  /** Names the published JSON Schema for text editors; `upgradeScenario` leaves it out. */
  $schema: v.exactOptional(v.pipe(v.string(), v.maxLength(500))),
  format: v.literal('chainroom-scenario'),
  version: v.literal(scenarioVersion),
  id,
  title: text,
  introduction: text,
  prologue: name,
  nodes: v.pipe(
    v.array(
      v.strictObject({
        name,
        role,
        hashRate,
        x: unit,
        y: unit,
        online: v.exactOptional(v.boolean()),
        outboundTarget: v.exactOptional(count),
        diverseOutbound: v.exactOptional(v.boolean()),
        network: v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(15))),
        policy: v.exactOptional(policyChoice),
      }),
    ),
    v.minLength(1),
    v.maxLength(mostNodes),
  ),
  links: v.pipe(
    v.array(
      v.strictObject({
        a: name,
        b: name,
        latencyMicros: v.exactOptional(micros),
        bytesPerSecond: v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(1e12))),
        lossPerMillion: v.exactOptional(count),
      }),
    ),
    v.maxLength(mostLinks),
  ),
  outboundTarget: count,
  trafficMeanWaitMicros: micros,
  trickleMeanMicros: micros,
  policy: v.exactOptional(policyChoice),
  actions: timedActions,
  referenceMicros: micros,
  defaultSeed: seed,
  goals: v.pipe(v.array(goalSchema), v.maxLength(100)),
  family: v.exactOptional(v.pipe(v.string(), v.maxLength(64))),
  explanation: v.exactOptional(text),
  parameters: parametersSchema,
  beats: beatsSchema,
  byHand: v.exactOptional(v.boolean()),
});
