import type { Beat } from './beat.ts';
import type { Action, ActionType } from './run.ts';
import type { Scenario } from './scenario.ts';

/** Which actions start a plan that then goes on by itself, so that nothing would be left to do by hand. */
const startsAPlan: Readonly<Record<ActionType, boolean>> = {
  pay: false,
  conflict: false,
  'set-hash-rate': false,
  'mine-now': false,
  collide: false,
  connect: false,
  cut: false,
  partition: false,
  heal: false,
  'add-node': false,
  'stop-node': false,
  'start-node': false,
  traffic: false,
  'mine-secretly': false,
  publish: false,
  'double-spend': true,
  tamper: false,
  'pay-script': false,
  'submit-tx': false,
  'send-broken': false,
  beat: false,
};

/** What the scenario asks for when it is staged by hand: every beat waits for the user and does what its `handActions`
 * say, and no attacker follows a plan of its own. */
export function byHand(scenario: Scenario): Pick<Scenario, 'actions' | 'beats'> {
  return {
    actions: scenario.actions.filter(({ action }) => !startsAPlan[action.type]),
    beats: scenario.beats.map(beatByHand),
  };
}

function beatByHand({ handActions, ...beat }: Beat): Beat {
  const actions = handActions ?? beat.actions.filter((action: Action) => !startsAPlan[action.type]);
  return { ...beat, when: { type: 'by-hand' }, actions };
}
