import type { BlockIndex } from '../chain/block-index.ts';
import { equalBytes } from '../encoding/equal-bytes.ts';
import type { Block } from '../primitives/block.ts';
import { blockWeight } from '../primitives/block-size.ts';
import { txidOf } from '../primitives/transaction-id.ts';
import { hasWitness } from '../primitives/transaction-size.ts';
import { coinbaseHeightScript } from './coinbase-height.ts';
import { isFinalTx } from './locks.ts';
import type { ChainParams } from './params.ts';
import { accepted, refused, type Verdict } from './verdict.ts';
import { findWitnessCommitment, witnessCommitment, witnessMerkleRoot } from './witness-commitment.ts';

/** Checks a block against the headers before it, but not yet against any coin.
 * The block has passed `checkBlock`, so its first transaction is its coinbase.
 * @see Bitcoin Core `ContextualCheckBlock`, src/validation.cpp */
export function contextualCheckBlock(block: Block, parent: BlockIndex, params: ChainParams): Verdict {
  const height = parent.height + 1;
  const cutoff = height >= params.activation.csv ? parent.medianTimePast : block.header.time;
  const locked = block.transactions.find((tx) => !isFinalTx(tx, height, cutoff));
  if (locked !== undefined) return refused('bad-txns-nonfinal', `non-final transaction ${txidOf(locked)}`);
  if (height >= params.activation.bip34 && !startsWithHeight(block, height)) {
    return refused('bad-cb-height', 'block height mismatch in coinbase');
  }
  const witness = checkWitness(block, height >= params.activation.segwit);
  if (!witness.ok) return witness;
  // Only now: before the commitment is checked, a stranger could have inflated the witnesses of an honest block.
  const weight = blockWeight(block);
  return weight > params.maxBlockWeight
    ? refused('bad-blk-weight', `weight ${weight}, limit ${params.maxBlockWeight}`)
    : accepted;
}

function startsWithHeight(block: Block, height: number): boolean {
  const expected = coinbaseHeightScript(height);
  const { scriptSig } = block.transactions[0]!.inputs[0]!;
  return scriptSig.length >= expected.length && equalBytes(scriptSig.subarray(0, expected.length), expected);
}

/** Checks that the coinbase commits to the witnesses of all transactions, or that there are none.
 * @param segwit whether BIP-0141 is active at the block's height
 * @see BIP-0141; Bitcoin Core `CheckWitnessMalleation`, src/validation.cpp */
export function checkWitness(block: Block, segwit: boolean): Verdict {
  const coinbase = block.transactions[0]!;
  const committed = segwit ? findWitnessCommitment(coinbase) : undefined;
  if (committed === undefined) {
    const tx = block.transactions.find(hasWitness);
    return tx === undefined ? accepted : refused('unexpected-witness', `witness data in ${txidOf(tx)}`);
  }
  const stack = coinbase.inputs[0]!.witness;
  const nonce = stack[0];
  if (stack.length !== 1 || nonce?.length !== 32) {
    return refused('bad-witness-nonce-size', 'the coinbase witness must be one item of 32 bytes');
  }
  return equalBytes(committed, witnessCommitment(witnessMerkleRoot(block.transactions), nonce))
    ? accepted
    : refused('bad-witness-merkle-match', 'witness merkle commitment mismatch');
}
