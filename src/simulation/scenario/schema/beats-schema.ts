import * as v from 'valibot';
import type { Beat } from '../beat.ts';
import { actionSchema } from './action-schema.ts';
import { conditionSchema, goalSchema } from './condition-schema.ts';
import { count, id, text } from './fields.ts';

const mostChoices = 8;
const actions = v.pipe(v.array(actionSchema), v.maxLength(100));

const question = v.strictObject({
  text,
  choices: v.pipe(v.array(text), v.minLength(2), v.maxLength(mostChoices)),
  right: v.union([count, v.pipe(v.array(goalSchema), v.minLength(2), v.maxLength(mostChoices))]),
  reveal: text,
  revealAt: v.exactOptional(id),
});

/** The story of a scenario. That names mean something is checked apart. */
export const beatsSchema: v.GenericSchema<unknown, readonly Beat[]> = v.pipe(
  v.array(
    v.strictObject({
      id,
      title: text,
      text,
      when: conditionSchema,
      actions,
      handActions: v.exactOptional(actions),
      pause: v.exactOptional(v.boolean()),
      question: v.exactOptional(question),
      secret: v.exactOptional(v.boolean()),
      inPublic: v.exactOptional(v.strictObject({ title: text, text })),
      reveals: v.exactOptional(v.boolean()),
    }),
  ),
  v.maxLength(200),
);
