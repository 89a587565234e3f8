import { templateWeightLimit } from '#bitcoin/chain/block-template';
import { copyMempool, type Mempool, removeWithDescendants } from '#bitcoin/mempool/mempool';
import { isStillPossible } from '#bitcoin/mempool/resubmit-after-reorg';
import { selectForBlock } from '#bitcoin/mempool/select-for-block';
import type { Transaction } from '#bitcoin/primitives/transaction';
import type { NodeState } from '../node/node-state.ts';
import type { BlockRef } from '../refs.ts';
import type { World } from '../world.ts';
import type { Strategy } from './strategy.ts';
import { makeTheft } from './theft.ts';
import { touchesUser } from './touches-user.ts';

/** Payments for the next block, and what they leave to its miner. */
export interface ChosenTransactions {
  readonly transactions: readonly Transaction[];
  /** satoshis */
  readonly fees: bigint;
}

const none: ChosenTransactions = { transactions: [], fees: 0n };

/** What a miner puts into a block on top of `parent`: what pays best, unless its strategy says otherwise. */
export function chooseTransactions(world: World, node: NodeState, parent: BlockRef): ChosenTransactions {
  const { attack, strategy, miner } = node;
  if (strategy?.kind === 'empty-blocks') return none;
  if (strategy?.kind === 'steal') return theftOnly(world, node, strategy, parent);
  if (miner.secretTip !== undefined && strategy === undefined) {
    return attack?.kind !== 'double-spend' || parent !== attack.base
      ? none
      : conflictOnly(world, parent, node);
  }
  if (node.mempool.entries.size === 0) return none;
  return selectForBlock(
    candidates(world, node, parent),
    templateWeightLimit(world.params),
    world.params.maxBlockSigopsCost,
  );
}

/** The theft; of another coin, once the owner has spent the first. */
function theftOnly(
  world: World,
  node: NodeState,
  strategy: Extract<Strategy, { kind: 'steal' }>,
  parent: BlockRef,
): ChosenTransactions {
  const [input] = strategy.theft.tx.inputs;
  const { txid, index } = input!.previousOutput;
  if (world.coinsAt(parent).get(txid, index) === undefined) {
    const again = makeTheft(world, node, world.nodes[strategy.victim]!);
    if (again === undefined) return none;
    strategy.theft = again.tx;
    strategy.fee = again.fee;
  }
  return { transactions: [strategy.theft.tx], fees: strategy.fee };
}

/** A branch withheld for a double spend carries only the attacker's own payment, in its first block. */
function conflictOnly(world: World, parent: BlockRef, { attack }: NodeState): ChosenTransactions {
  if (attack === undefined) return none;
  const coins = world.coinsAt(parent);
  let fees = 0n;
  for (const { previousOutput } of attack.conflict.tx.inputs) {
    const coin = coins.get(previousOutput.txid, previousOutput.index);
    if (coin === undefined) return none;
    fees += coin.output.value;
  }
  for (const output of attack.conflict.tx.outputs) fees -= output.value;
  return { transactions: [attack.conflict.tx], fees };
}

/** The mempool, less what the miner does not want and what a branch of its own has no coins for. */
function candidates(world: World, node: NodeState, parent: BlockRef): Mempool {
  const { strategy, mempool } = node;
  const censors = strategy?.kind === 'censor' || strategy?.kind === 'feather-fork';
  if (!censors && parent === node.tip) return mempool;
  const left = copyMempool(mempool);
  if (censors) {
    const unwanted = [...left.entries.values()]
      .filter((entry) => touchesUser(world, world.refOf(entry.tx), strategy.victim))
      .map((entry) => entry.txid);
    removeWithDescendants(left, unwanted);
  }
  if (parent === node.tip) return left;
  const there = { mempool: left, view: world.coinsAt(parent), tip: parent.index, params: world.params };
  for (const { tx, txid } of [...left.entries.values()]) {
    if (left.entries.has(txid) && !isStillPossible(tx, there)) removeWithDescendants(left, [txid]);
  }
  return left;
}
