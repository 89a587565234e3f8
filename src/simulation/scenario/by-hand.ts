import type { Action } from '../run.ts';
import type { Beat } from './beat.ts';
import type { Scenario } from './scenario.ts';

/** Whether an action starts a plan that then goes on by itself, so that nothing would be left to do by hand. */
function startsAPlan(action: Action): boolean {
  switch (action.type) {
    case 'double-spend':
      return action.byHand !== true;
    case 'strategy':
      return action.strategy !== 'honest';
    case 'play-on':
      return true;
    default:
      return false;
  }
}

/** What the scenario asks for when it is staged by hand: every beat that does something waits for the user and does what
 * its `handActions` say, and no attacker follows a plan of its own. A beat that only tells keeps its condition: it says
 * what came of the others. */
export function byHand(scenario: Scenario): Pick<Scenario, 'actions' | 'beats'> {
  return {
    actions: scenario.actions.filter(({ action }) => !startsAPlan(action)),
    beats: scenario.beats.map(beatByHand),
  };
}

function beatByHand({ handActions, ...beat }: Beat): Beat {
  if (handActions === undefined && beat.actions.length === 0) return beat;
  const actions = handActions ?? beat.actions.filter((action) => !startsAPlan(action));
  return { ...beat, when: { type: 'by-hand' }, actions };
}
