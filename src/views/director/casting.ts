import type { Action } from '#simulation/run';
import type { Scenario } from '#simulation/scenario/scenario';

/** What somebody has to do in a play; the key of its words. */
export type Job =
  | 'attacker'
  | 'pays'
  | 'accomplice'
  | 'mints'
  | 'forges'
  | 'steals'
  | 'mines'
  | 'merchant'
  | 'victim'
  | 'payer'
  | 'share';

/** A part that can be given to somebody else: who gets it takes the place in the network, the connections, the hash power and
 * everything that the play does with it. */
export interface Part {
  readonly job: Job;
  readonly player: string;
  /** Who could play it, the present player among them. */
  readonly candidates: readonly string[];
}

/** The cast of a play. */
export interface Casting {
  readonly parts: readonly Part[];
  /** Machines of the attacker's that do what the others of them do: there is nothing to choose between them. */
  readonly crowd: readonly string[];
  /** Honest miners who have no part of their own. */
  readonly honest: readonly string[];
}

/** Finds the parts of a play: every attacker with something to do of its own, the merchant who is paid, whoever is stolen from
 * or censored, who signs two payments, and a miner whose share can be set. */
export function castingOf(scenario: Scenario): Casting {
  const { nodes, parameters } = scenario;
  const actions = [
    ...scenario.actions.map(({ action }) => action),
    ...scenario.beats.flatMap((beat) => beat.actions),
  ];
  const parts: Part[] = [];
  const crowd: string[] = [];
  const add = (job: Job, player: string) => {
    if (parts.some((part) => part.player === player)) return;
    const role = nodes.find(({ name }) => name === player)?.role;
    if (role === undefined) return;
    const candidates = nodes
      .filter(
        (node) =>
          node.name === player ||
          node.role === 'node' ||
          node.role === 'miner' ||
          (role !== 'attacker' && node.role === role),
      )
      .map(({ name }) => name);
    parts.push({ job, player, candidates });
  };
  const attackers = nodes.filter(({ role }) => role === 'attacker');
  for (const { name, hashRate } of attackers) {
    if (attackers.length === 1) add('attacker', name);
    else {
      const job = actions.map((action) => jobIn(action, name)).find((found) => found !== undefined);
      if (job !== undefined) add(job, name);
      else if (hashRate > 0) add('mines', name);
      else crowd.push(name);
    }
  }
  for (const action of actions) {
    if ('merchant' in action) add('merchant', action.merchant);
    if (action.type === 'conflict') add('payer', action.from);
  }
  for (const { name, role } of nodes)
    if (role === 'merchant' && attackers.length === 1) add('merchant', name);
  for (const action of actions)
    if ('victim' in action && action.victim !== undefined) add('victim', action.victim);
  for (const parameter of parameters) if (parameter.kind === 'hash-share') add('share', parameter.node);
  const honest = nodes
    .filter(
      ({ name, role, hashRate }) =>
        role === 'miner' && hashRate > 0 && parts.every(({ player }) => player !== name),
    )
    .map(({ name }) => name);
  return { parts, crowd, honest };
}

function jobIn(action: Action, name: string): Job | undefined {
  if ('attacker' in action && action.attacker === name) return 'pays';
  switch (action.type) {
    case 'race':
      return action.via === name ? 'accomplice' : undefined;
    case 'forge-block':
      return action.node !== name ? undefined : action.what === 'mint' ? 'mints' : 'forges';
    case 'steal':
      return action.node === name ? 'steals' : undefined;
    case 'strategy':
    case 'flood':
      return action.node === name ? 'attacker' : undefined;
    default:
      return undefined;
  }
}
