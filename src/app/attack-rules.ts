import { AttackPhase, LogKind, TxRemoval } from '#simulation/log';
import type { History, LogRow } from './history.ts';

/** What made an attack possible: each is a rule that everybody, the attacker included, kept. */
export type AllowingRule =
  /** The branch with the most work is the chain, however late it shows. */
  | 'most-work'
  /** Of two branches with equal work, and of two payments of one coin, a node keeps the one it heard first. */
  | 'first-seen'
  /** A waiting payment gives way to one that pays enough more. */
  | 'replace-by-fee'
  /** A node knows only what its peers tell it. */
  | 'no-other-source'
  /** A block must be valid, not prompt: nobody can tell when it was found. */
  | 'no-duty-to-publish'
  /** What goes into a block is its miner's choice. */
  | 'free-choice'
  /** A full mempool keeps what pays most. */
  | 'highest-fee-stays';

/** A rule that stopped something, by the reason nodes gave. */
export interface Refusal {
  /** Bitcoin Core's string, e.g. `bad-cb-amount`. */
  readonly reason: string;
  /** Nodes that refused for it. */
  readonly nodes: readonly number[];
  /** What was refused: a block or a transaction, and which. */
  readonly kind: 'block' | 'tx';
  readonly object: number;
}

const kinds: ReadonlySet<number> = new Set([
  LogKind.attack,
  LogKind.tip,
  LogKind.published,
  LogKind.txRemoved,
  LogKind.action,
  LogKind.blockRejected,
  LogKind.txRejected,
]);

/** The rules that let the attackers do what they did by `time`, and those that stopped them, as the log shows. */
export function attackRules(
  history: History,
  attackers: ReadonlySet<number>,
  time: number,
): { readonly allowed: readonly AllowingRule[]; readonly refusals: readonly Refusal[] } {
  const allowed = new Set<AllowingRule>();
  const refusals = new Map<
    string,
    { reason: string; nodes: number[]; kind: 'block' | 'tx'; object: number }
  >();
  const victims = new Set<number>();
  for (const row of history.milestones(0, time, kinds)) {
    const rule = ruleOf(history, attackers, row);
    if (rule !== undefined) allowed.add(rule);
    if (row.kind === LogKind.attack) victims.add(row.b);
    // Whoever mined the better branch: a merchant gave up blocks for it, with the payment in them.
    if (row.kind === LogKind.tip && row.x > 0 && victims.has(row.a)) allowed.add('most-work');
    if (row.kind !== LogKind.blockRejected && row.kind !== LogKind.txRejected) continue;
    const kind = row.kind === LogKind.blockRejected ? 'block' : 'tx';
    if (!isOfAttacker(history, attackers, kind, row.object)) continue;
    const reason = history.reasons[row.x] ?? '';
    const key = `${kind} ${row.object} ${reason}`;
    const known = refusals.get(key);
    if (known === undefined) refusals.set(key, { reason, nodes: [row.a], kind, object: row.object });
    else if (!known.nodes.includes(row.a)) known.nodes.push(row.a);
  }
  return { allowed: [...allowed], refusals: [...refusals.values()] };
}

function ruleOf(history: History, attackers: ReadonlySet<number>, row: LogRow): AllowingRule | undefined {
  switch (row.kind) {
    case LogKind.tip:
      // Others gave up blocks for a branch that the attacker had a hand in.
      return row.x > 0 && !attackers.has(row.a) && attackers.has(history.blocks[row.object]?.miner ?? -1)
        ? 'most-work'
        : undefined;
    case LogKind.published:
      return attackers.has(row.a) && row.x > 0 ? 'no-duty-to-publish' : undefined;
    case LogKind.txRemoved:
      if (row.b === TxRemoval.replaced)
        return isRival(history, attackers, row.object) ? 'replace-by-fee' : undefined;
      return row.b === TxRemoval.evicted ? 'highest-fee-stays' : undefined;
    case LogKind.txRejected:
      return (history.reasons[row.x] ?? '') === 'mempool min fee not met' ? 'highest-fee-stays' : undefined;
    case LogKind.attack:
      return row.x === AttackPhase.rivalSent ? 'first-seen' : undefined;
    case LogKind.action:
      return ruleOfAction(history, row.object);
    default:
      return undefined;
  }
}

function ruleOfAction(history: History, index: number): AllowingRule | undefined {
  const action = history.actions[index]?.action;
  if (action?.type === 'race' && action.how === 'apart') return 'no-other-source';
  if (action?.type !== 'strategy') return undefined;
  if (action.strategy === 'selfish') return 'no-duty-to-publish';
  return action.strategy === 'honest' ? undefined : 'free-choice';
}

/** A payment of the attacker's to somebody else: what gave way was not honest traffic that was bumped. */
function isRival(history: History, attackers: ReadonlySet<number>, tx: number): boolean {
  return attackers.has(history.transactions[tx]?.from ?? -1);
}

function isOfAttacker(
  history: History,
  attackers: ReadonlySet<number>,
  kind: 'block' | 'tx',
  object: number,
): boolean {
  if (kind === 'block') return attackers.has(history.blocks[object]?.miner ?? -1);
  return attackers.has(history.transactions[object]?.from ?? -1);
}
