import * as v from 'valibot';
import type { Action } from '#simulation/run';
import { actionSchema } from '#simulation/scenario/schema/action-schema';
import { describeAction } from '../timeline/describe-row.ts';
import { useText } from '../use-text.ts';

const mostLetters = 80;

/** An action in words; as it stands in the file while something in it is still wrong. */
export function useActionWords(): (action: Action) => string {
  const timeline = useText('timeline');
  return (action) =>
    v.is(actionSchema, action)
      ? describeAction(action, timeline)
      : JSON.stringify(action).slice(0, mostLetters);
}
