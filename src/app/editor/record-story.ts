import type { Action, Run, TimedAction } from '#simulation/run';
import type { Beat } from '#simulation/scenario/beat';
import type { LocalText, Scenario } from '#simulation/scenario/scenario';

/** What the user's actions become: steps of the story, or things that happen at their time. */
export type RecordAs = 'beats' | 'actions';

/** An action in a few words, in both languages. */
export type NameAction = (action: Action) => LocalText;

/** The scenario of a run with what its user did written into it. "Make the next step happen" is left out: it belongs to the
 * one who plays, not to the story.
 * @param happened when each of the scenario's own beats happened in this run, as far as known
 * @param through simulated time that the run has been watched for; the reference time covers it */
export function recordStory(
  run: Run,
  as: RecordAs,
  name: NameAction,
  happened: readonly (number | undefined)[],
  through: number,
): Scenario {
  const { scenario } = run;
  const recorded = run.actions.filter(({ action }) => action.type !== 'beat');
  const referenceMicros = Math.max(scenario.referenceMicros, Math.ceil(through));
  if (as === 'actions') {
    const actions = [...scenario.actions, ...recorded].sort((one, other) => one.at - other.at);
    return { ...scenario, actions, referenceMicros };
  }
  return { ...scenario, beats: withRecorded(scenario.beats, recorded, name, happened), referenceMicros };
}

/** The draft with a step for each action that it does not have yet; a step with a time stands after those that come before
 * it, and after beats that wait for something else. */
export function withNewSteps(draft: Scenario, actions: readonly TimedAction[], name: NameAction): Scenario {
  const beats = [...draft.beats];
  const ids = new Set(beats.map(({ id }) => id));
  for (const timed of actions) {
    if (timed.action.type === 'beat' || isKnown(draft, timed)) continue;
    const later = beats.findIndex(({ when }) => when.type === 'time' && when.at > timed.at);
    beats.splice(later < 0 ? beats.length : later, 0, beatOf(timed, name, freshId(timed.action.type, ids)));
  }
  return { ...draft, beats };
}

function isKnown({ actions, beats }: Scenario, { at, action }: TimedAction): boolean {
  const same = (other: Action) => JSON.stringify(other) === JSON.stringify(action);
  return (
    actions.some((timed) => timed.at === at && same(timed.action)) ||
    beats.some(({ when, actions: own }) => when.type === 'time' && when.at === at && own.some(same))
  );
}

/** Recorded steps stand after the beats that had happened by then. */
function withRecorded(
  own: readonly Beat[],
  recorded: readonly TimedAction[],
  name: NameAction,
  happened: readonly (number | undefined)[],
): readonly Beat[] {
  const beats: Beat[] = [];
  const ids = new Set(own.map(({ id }) => id));
  let next = 0;
  const rest = [...recorded];
  while (next < own.length || rest.length > 0) {
    const [step] = rest;
    const time = happened[next];
    if (next < own.length && (step === undefined || (time !== undefined && time <= step.at))) {
      beats.push(own[next] as Beat);
      next++;
      continue;
    }
    rest.shift();
    if (step !== undefined) beats.push(beatOf(step, name, freshId(step.action.type, ids)));
  }
  return beats;
}

function beatOf({ at, action }: TimedAction, name: NameAction, id: string): Beat {
  return {
    id,
    title: name(action),
    text: { en: '', 'zh-CN': '' },
    when: { type: 'time', at },
    actions: [action],
  };
}

/** `base`, or with a number behind it when that is taken; remembers it. */
export function freshId(base: string, taken: Set<string>): string {
  let id = base;
  for (let number = 2; taken.has(id); number++) id = `${base}-${number}`;
  taken.add(id);
  return id;
}
