import { ancestorAt, type BlockIndex } from '../chain/block-index.ts';
import { assert } from '../encoding/assert.ts';
import type { Transaction } from '../primitives/transaction.ts';

/** Lock times below this are block heights, from here on Unix times.
 * @see Bitcoin Core `LOCKTIME_THRESHOLD`, src/script/script.h */
export const lockTimeThreshold = 500_000_000;

/** The sequence number that switches lock time off for its input. */
export const finalSequence = 0xffff_ffff;

/** Sequence bits of BIP-0068. */
const sequenceDisableFlag = 0x8000_0000;
const sequenceTypeFlag = 0x0040_0000;
const sequenceMask = 0x0000_ffff;
/** Relative times count in units of 2^9 = 512 seconds. */
const sequenceGranularity = 9;

/** Whether the lock time allows `tx` into a block at `height` whose cutoff is `time`.
 * @param time Unix seconds: the median time past of the block before (BIP-0113), or the block's own time before that rule
 * @see Bitcoin Core `IsFinalTx`, src/consensus/tx_verify.cpp */
export function isFinalTx(tx: Transaction, height: number, time: number): boolean {
  if (tx.lockTime === 0) return true;
  if (tx.lockTime < (tx.lockTime < lockTimeThreshold ? height : time)) return true;
  return tx.inputs.every((input) => input.sequence === finalSequence);
}

/** The last height and the last median time at which a transaction is still locked (−1: never was). */
export interface SequenceLocks {
  readonly minHeight: number;
  readonly minTime: number;
}

/** What the relative lock times of `tx` demand, were it in the block after `parent`.
 * @param inputHeights height of the block that created each input's coin; for an unconfirmed one, parent.height + 1
 * @see BIP-0068; Bitcoin Core `CalculateSequenceLocks`, src/consensus/tx_verify.cpp */
export function sequenceLocks(
  tx: Transaction,
  inputHeights: readonly number[],
  parent: BlockIndex,
): SequenceLocks {
  let minHeight = -1;
  let minTime = -1;
  if (tx.version < 2) return { minHeight, minTime };
  for (const [i, { sequence }] of tx.inputs.entries()) {
    if ((sequence & sequenceDisableFlag) !== 0) continue;
    const coinHeight = inputHeights[i];
    assert(coinHeight !== undefined, 'every input has the height of its coin');
    const span = sequence & sequenceMask;
    if ((sequence & sequenceTypeFlag) !== 0) {
      // The clock of a coin starts at the median time before its block: the miner of that block cannot move it.
      const before = ancestorAt(parent, Math.max(coinHeight - 1, 0));
      assert(before !== undefined, 'a coin comes from the branch that spends it');
      minTime = Math.max(minTime, before.medianTimePast + span * 2 ** sequenceGranularity - 1);
    } else {
      minHeight = Math.max(minHeight, coinHeight + span - 1);
    }
  }
  return { minHeight, minTime };
}

/** Whether the relative lock times of `tx` allow it into the block after `parent`.
 * @param inputHeights as for `sequenceLocks` */
export function isPastSequenceLocks(
  tx: Transaction,
  inputHeights: readonly number[],
  parent: BlockIndex,
): boolean {
  return sequenceLocksMet(sequenceLocks(tx, inputHeights, parent), parent);
}

/** Whether a block on top of `parent` is past these locks.
 * @see Bitcoin Core `EvaluateSequenceLocks`, src/consensus/tx_verify.cpp */
export function sequenceLocksMet(locks: SequenceLocks, parent: BlockIndex): boolean {
  return locks.minHeight < parent.height + 1 && locks.minTime < parent.medianTimePast;
}
