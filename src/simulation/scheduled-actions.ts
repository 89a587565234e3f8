import { mix } from './random/mix.ts';
import type { Action, TimedAction } from './run.ts';
import type { ScheduledAction } from './world-state.ts';

/** The actions of the script and of the user in the order in which they happen: equal times in the order given. */
export function scheduledActions(
  scripted: readonly TimedAction[],
  users: readonly TimedAction[],
): ScheduledAction[] {
  const all = [
    ...scripted.map((timed) => ({ ...timed, scripted: true })),
    ...users.map((timed) => ({ ...timed, scripted: false })),
  ];
  return all.sort((p, q) => p.at - q.at);
}

/** What an action is, as a uint32 for fingerprints. */
export function actionKey(action: Action): number {
  let key = 0;
  const text = JSON.stringify(action);
  for (let i = 0; i < text.length; i++) key = mix(key, text.charCodeAt(i));
  return key;
}
