import type { Action, ActionType } from '#simulation/run';
import type { Scenario } from '#simulation/scenario/scenario';
import { type ActionField, actionFields } from '#simulation/scenario/schema/action-fields';
import { freshId } from './record-story.ts';

/** An action of this type to begin with: everything it must have, filled in so that it can be played at once. */
export function freshAction(type: ActionType, scenario: Scenario): Action {
  const fields = (actionFields(type) ?? []).filter(({ optional }) => !optional);
  const action: Record<string, unknown> = { type };
  const taken = new Set<string>();
  for (const field of fields) action[field.key] = valueFor(field, scenario, taken);
  return action as unknown as Action;
}

/** Names are not used twice in one action as long as there are others. */
function valueFor({ key, kind, choices }: ActionField, scenario: Scenario, taken: Set<string>): unknown {
  switch (kind) {
    case 'node':
      return fitting(key, scenario, taken);
    case 'pair':
      return [fitting('miner', scenario, taken), fitting('miner', scenario, taken)];
    case 'groups':
      return [firstHalf(scenario)];
    case 'newName':
      return freshId('Nina', new Set(scenario.nodes.map(({ name }) => name)));
    case 'amount':
      return '100000000';
    case 'count':
      return key === 'giveUpDeficit' ? 6 : 1;
    case 'hashRate':
      return 20;
    case 'feeRate':
      return 15;
    case 'micros':
      return 10_000_000;
    case 'unit':
      return 0.5;
    case 'number':
      return 1;
    case 'role':
      return 'node';
    case 'choice':
      return choices[0];
    case 'switch':
      return false;
    case 'beat':
      return scenario.beats[0]?.id ?? 'beat';
    case 'text':
      return texts[key] ?? '';
  }
}

/** `6a` is OP_RETURN: a lock that nobody opens. */
const texts: Readonly<Record<string, string>> = { command: 'block', script: '6a', hex: '', id: '' };

const wanted: Readonly<Record<string, string>> = {
  attacker: 'attacker',
  merchant: 'merchant',
  to: 'merchant',
};

/** A peer whose role suits the field, else one that mines or does not, else any. */
function fitting(key: string, { nodes }: Scenario, taken: Set<string>): string {
  const free = nodes.filter(({ name }) => !taken.has(name));
  const role = wanted[key] ?? (key === 'node' || key === 'miner' ? 'miner' : 'node');
  const chosen = free.find((node) => node.role === role) ?? free[0] ?? nodes[0];
  const name = chosen?.name ?? '';
  taken.add(name);
  return name;
}

/** The peers on the left: what a partition cuts off at first. */
function firstHalf({ nodes }: Scenario): readonly string[] {
  const fromLeft = [...nodes].sort((one, other) => one.x - other.x);
  return fromLeft.slice(0, Math.ceil(nodes.length / 2)).map(({ name }) => name);
}
