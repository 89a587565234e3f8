import * as v from 'valibot';
import type { Parameter } from '../parameter.ts';
import { id, name, text } from './fields.ts';

/** Names, indices, `[*]` for every entry and `[-]` for a new last one; nothing that reaches into an object's prototype. */
const path = v.pipe(
  v.string(),
  v.maxLength(200),
  v.regex(
    /^(?:nodes|links|outboundTarget|trafficMeanWaitMicros|trickleMeanMicros|policy|actions|beats|goals|referenceMicros)(?:\.[a-zA-Z]{1,30}|\[(?:\d{1,6}|\*|-)\]){0,12}$/,
  ),
);
const patches = v.pipe(
  v.array(v.strictObject({ path, value: v.exactOptional(v.unknown()) })),
  v.maxLength(200),
);
const number = v.pipe(v.number(), v.finite(), v.minValue(-1e15), v.maxValue(1e15));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(0.99));
const common = {
  id,
  label: text,
  hint: v.exactOptional(text),
  role: v.picklist(['setting', 'defence']),
};

const parameter = v.variant('kind', [
  v.strictObject({
    ...common,
    kind: v.literal('hash-share'),
    node: name,
    min: share,
    max: share,
    step: share,
    value: share,
  }),
  v.strictObject({
    ...common,
    kind: v.literal('number'),
    unit: v.picklist(['count', 'micros', 'satoshis', 'feeRate', 'bytesPerSecond']),
    min: number,
    max: number,
    step: number,
    value: number,
    paths: v.pipe(v.array(path), v.minLength(1), v.maxLength(50)),
  }),
  v.strictObject({
    ...common,
    kind: v.literal('switch'),
    value: v.boolean(),
    on: patches,
    off: v.exactOptional(patches),
  }),
]);

/** What can be set before a scenario starts. That it points at something is checked apart. */
export const parametersSchema: v.GenericSchema<unknown, readonly Parameter[]> = v.pipe(
  v.array(parameter),
  v.maxLength(50),
);
