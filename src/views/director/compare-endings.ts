import { type AttackOutcome, attackOutcome } from '#app/attack-outcome';
import type { History } from '#app/history';
import { LogKind } from '#simulation/log';
import { rowsOfKind } from '../inspector/rows-of-kind.ts';
import { type TxState, txStateOf } from '../inspector/tx/tx-state.ts';
import { balancesAt } from './balances.ts';
import { type Cast, paymentOf } from './two-views.ts';

/** Where one timeline stands at a moment, in the numbers that two of them are compared by. */
export interface Ending {
  /** microseconds */
  readonly time: number;
  /** Heaviest tip that a node outside the attack follows: block index, height, work. */
  readonly tip: number;
  readonly hash: string;
  readonly height: number;
  readonly work: number;
  /** Blocks found since the start that are on that chain / that are on none. */
  readonly chainBlocks: number;
  readonly staleBlocks: number;
  readonly attackerBlocks: number;
  /** Satoshis of each on that chain. */
  readonly attackerBalance: bigint;
  readonly merchantBalance: bigint;
  readonly payment: TxState['state'];
  readonly confirmations: number;
  /** Most blocks that a node gave up at once. */
  readonly deepestReorg: number;
  readonly outcome: AttackOutcome;
}

/** The state of a timeline after everything at `time`, or at its end when it is not known so far. */
export function endingOf(history: History, cast: Cast, time: number): Ending {
  const until = Math.min(time, history.reached);
  const index = history.rowsThrough(until);
  const row = index - 1;
  const outcome = attackOutcome(history, until);
  const { tip } = outcome;
  const { blocks } = history;
  let chainBlocks = 0;
  let attackerBlocks = 0;
  for (let block = tip; block >= 0 && blocks[block]!.miner >= 0; block = blocks[block]!.parent) {
    chainBlocks++;
    if (cast.attackers.includes(blocks[block]!.miner)) attackerBlocks++;
  }
  const found = rowsOfKind(history, LogKind.blockFound).filter((event) => event.row <= row).length;
  const balances = balancesAt(history, tip);
  const payment = paymentOf(history, cast, row);
  const status = txStateOf(history, payment, tip, until);
  let deepestReorg = 0;
  for (const reorg of history.reorganisations) {
    if (reorg.row <= row) deepestReorg = Math.max(deepestReorg, reorg.disconnected.length);
  }
  return {
    time: until,
    tip,
    hash: blocks[tip]?.hash ?? '',
    height: blocks[tip]?.height ?? 0,
    work: blocks[tip]?.work ?? 0,
    chainBlocks,
    staleBlocks: Math.max(0, found - chainBlocks),
    attackerBlocks,
    attackerBalance: cast.attackers.reduce((sum, node) => sum + (balances.get(node) ?? 0n), 0n),
    merchantBalance: balances.get(cast.merchant) ?? 0n,
    payment: status.state,
    confirmations: status.state === 'confirmed' ? status.confirmations : 0,
    deepestReorg,
    outcome,
  };
}
