import { LogKind } from '../log.ts';
import { type Beat, revealedAt } from '../scenario/beat.ts';
import type { World } from '../world.ts';
import { type Happened, nothingHappened } from './happened.ts';
import { holds } from './holds.ts';

/** How far the story of the scenario has come; a value, part of every keyframe. */
export interface Story {
  /** The beat that is waited for: all before it have happened. */
  readonly next: number;
  /** When the one before it happened, microseconds; 0 for the first. */
  readonly since: number;
  readonly happened: Happened;
}

/** At the beginning. */
export const storyStart: Story = { next: 0, since: 0, happened: nothingHappened };

/** When the next beat happens by the clock alone; infinity when it waits for something else. */
export function nextBeatTime({ script, variables: { story } }: World): number {
  const when = script.beats[story.next]?.when;
  switch (when?.type) {
    case 'always':
      return story.since;
    case 'time':
      return Math.max(when.at, story.since);
    case 'after':
      return story.since + when.micros;
    default:
      return Number.POSITIVE_INFINITY;
  }
}

/** Lets the next beats happen whose conditions hold now; those that wait for the clock come by themselves. */
export function happenWhatMay(world: World): void {
  for (;;) {
    const beat = world.script.beats[world.variables.story.next];
    if (beat === undefined || nextBeatTime(world) < Number.POSITIVE_INFINITY || !holds(world, beat.when))
      return;
    happenNextBeat(world);
  }
}

/** The user asks for a beat. Only the next one can happen.
 * @returns why not, or undefined */
export function beatByHand(world: World, id: string): string | undefined {
  const { beats } = world.script;
  if (!beats.some((beat) => beat.id === id)) return 'no-such-beat';
  if (beats[world.variables.story.next]?.id !== id) return 'not-the-next-beat';
  happenNextBeat(world);
  return undefined;
}

/** Logs the next beat, answers the questions that it reveals, and carries out its actions. */
export function happenNextBeat(world: World): void {
  const { variables, script } = world;
  const { beats } = script;
  const number = variables.story.next;
  const beat = beats[number]!;
  variables.story = { ...variables.story, next: number + 1, since: world.now };
  world.log(LogKind.beat, -1, -1, number);
  for (const [asking, { question }] of beats.entries()) {
    if (question === undefined || revealedAt(beats, asking) !== number) continue;
    world.logAnswer(asking, rightChoice(world, question.right));
  }
  for (const action of beat.actions) world.carryOut({ at: world.now, action, scripted: true });
}

function rightChoice(world: World, right: NonNullable<Beat['question']>['right']): number {
  return typeof right === 'number' ? right : right.findLastIndex((condition) => holds(world, condition));
}
