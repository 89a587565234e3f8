import { heaviestTip } from '#app/heaviest-tip';
import type { History } from '#app/history';
import type { Scene } from '#app/scene';
import { AttackPhase, LogKind } from '#simulation/log';
import { rowsOfKind } from '../inspector/rows-of-kind.ts';
import { type TxState, txStateOf } from '../inspector/tx/tx-state.ts';

/** A double spend at one moment, as both sides have it. */
export interface AttackState {
  readonly attacker: number;
  readonly merchant: number;
  /** The payment to the merchant; −1 before it was made. */
  readonly payment: number;
  /** The transaction that takes the same coin back; −1 while it is in no block anyone could see. */
  readonly doubleSpend: number;
  /** Confirmations the merchant waits for. */
  readonly wanted: number;
  /** Phases that have happened, each with its time. */
  readonly phases: readonly { readonly phase: number; readonly time: number; readonly row: number }[];
  /** The last phase, 0 before the first. */
  readonly phase: number;
  /** What the merchant's own node says of the payment. */
  readonly merchantSees: TxState;
  /** The attacker's own tip, as published once it is; −1 unknown. */
  readonly secretTip: number;
  /** The heaviest tip that a node outside the attack follows, or that it gave up when the secret branch won. */
  readonly publicTip: number;
  /** The newest block both branches share. */
  readonly forkPoint: number;
  /** Work of the attacker's branch less that of the public one; positive: ahead. */
  readonly lead: number;
  /** Blocks on each side since the fork point. */
  readonly secretBlocks: number;
  readonly publicBlocks: number;
}

/** The newest attack of `attacker` that has begun by the playhead, or undefined.
 * @param row last log row that counts as past */
export function attackStateOf(
  history: History,
  scene: Scene,
  attacker: number,
  row: number,
): AttackState | undefined {
  const all = rowsOfKind(history, LogKind.attack).filter((entry) => entry.a === attacker && entry.row <= row);
  const start = all.findLastIndex((entry) => entry.x === AttackPhase.paid);
  const phases = all.slice(Math.max(0, start));
  const first = phases[0];
  if (first === undefined) return undefined;
  const merchant = first.b;
  const payment = phases.find((entry) => entry.object >= 0)?.object ?? -1;
  const merchantTip = scene.nodeTip[merchant] ?? -1;
  const [secretTip, publicTip] = racingTips(history, scene, attacker, first.row, row);
  const forkPoint = commonBlock(history, publicTip, secretTip);
  const height = (block: number) => history.blocks[block]?.height ?? 0;
  const work = (block: number) => history.blocks[block]?.work ?? 0;
  return {
    attacker,
    merchant,
    payment,
    doubleSpend:
      phases.find((entry) => entry.x === AttackPhase.rivalSent)?.object ??
      conflictOf(history, payment, secretTip),
    wanted: confirmationsWanted(history, attacker, first.time),
    phases: phases.map((entry) => ({ phase: entry.x, time: entry.time, row: entry.row })),
    phase: phases.at(-1)?.x ?? 0,
    merchantSees: txStateOf(history, payment, merchantTip, scene.playhead.time),
    secretTip,
    publicTip,
    forkPoint,
    lead: work(secretTip) - work(publicTip),
    secretBlocks: Math.max(0, height(secretTip) - height(forkPoint)),
    publicBlocks: Math.max(0, height(publicTip) - height(forkPoint)),
  };
}

/** The tips whose work is compared: while it is secret, the attacker's and the heaviest that a node outside the attack follows,
 * as the outcome is judged; afterwards, those of the publication, so that the race can still be seen when everybody follows
 * the same branch. */
function racingTips(
  history: History,
  scene: Scene,
  attacker: number,
  since: number,
  now: number,
): readonly [number, number] {
  const attackers = new Set(
    history.nodes
      .filter(({ role, index }) => role === 'attacker' || index === attacker)
      .map(({ index }) => index),
  );
  const published = rowsOfKind(history, LogKind.published).findLast(
    (entry) => entry.a === attacker && entry.row > since && entry.row <= now,
  );
  const heaviest = heaviestTip(history, attackers, now + 1);
  if (published !== undefined) {
    // What the first of the others to switch has given up was the public tip until then.
    const switched = history.reorganisations.find(
      (reorg) => !attackers.has(reorg.node) && reorg.row > published.row && reorg.row <= now,
    );
    const before = switched?.disconnected[0];
    if (before !== undefined) return [published.object, before];
    const followed = commonBlock(history, heaviest, published.object) === published.object;
    return [published.object, followed ? heaviestTip(history, attackers, published.row) : heaviest];
  }
  const own = scene.nodeMiningOn[attacker] ?? -1;
  return [own >= 0 ? own : (scene.nodeTip[attacker] ?? -1), heaviest];
}

/** The steps of a double spend with a secret branch, and of one without. */
const branchPhases = [
  AttackPhase.paid,
  AttackPhase.secretStarted,
  AttackPhase.merchantSatisfied,
  AttackPhase.published,
  AttackPhase.succeeded,
] as const;
const racePhases = [
  AttackPhase.paid,
  AttackPhase.rivalSent,
  AttackPhase.merchantSatisfied,
  AttackPhase.succeeded,
] as const;

/** A step of the plan, and when it happened if it has. */
export interface PlannedPhase {
  readonly phase: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;
  readonly done: AttackState['phases'][number] | undefined;
}

/** Two payments race without a secret branch. */
export function isRace({ phases: past }: AttackState): boolean {
  return past.some(({ phase }) => phase === AttackPhase.rivalSent || phase === AttackPhase.keptGoods);
}

/** The steps of the plan, and the end it did not plan for.
 * @param hidesSecrets what only the attacker knows is not told to have happened */
export function phasesOf(state: AttackState, hidesSecrets = false): readonly PlannedPhase[] {
  const ends = ([AttackPhase.gaveUp, AttackPhase.keptGoods] as const).filter(
    (phase) => phase === state.phase,
  );
  const isOut = state.phases.some(({ phase }) => phase === AttackPhase.published);
  return [...(isRace(state) ? racePhases : branchPhases), ...ends].map((phase) => ({
    phase,
    done:
      hidesSecrets && !isOut && phase === AttackPhase.secretStarted
        ? undefined
        : state.phases.find((entry) => entry.phase === phase),
  }));
}

function confirmationsWanted(history: History, attacker: number, time: number): number {
  const name = history.nodes[attacker]?.name;
  const action = history.actions.findLast(
    ({ at, action }) =>
      at <= time &&
      (action.type === 'double-spend' || action.type === 'race' || action.type === 'finney') &&
      action.attacker === name,
  )?.action;
  if (action?.type === 'race' || action?.type === 'finney') return action.confirmations ?? 0;
  return action?.type === 'double-spend' ? action.confirmations : 1;
}

/** The transaction of the branch of `tip` that spends a coin of `payment` instead of it, −1 without. */
function conflictOf(history: History, payment: number, tip: number): number {
  const record = history.transactions[payment];
  if (record === undefined || tip < 0) return -1;
  for (const input of record.inputs) {
    const spender = history.spentBy(input.txid, input.vout, tip);
    if (spender >= 0 && spender !== payment) return spender;
  }
  return -1;
}

function commonBlock(history: History, one: number, other: number): number {
  let [a, b] = [one, other];
  while (a >= 0 && b >= 0 && a !== b) {
    if (history.blocks[a]!.height >= history.blocks[b]!.height) a = history.blocks[a]!.parent;
    else b = history.blocks[b]!.parent;
  }
  return a === b ? a : -1;
}
