import type { Block, BlockHeader } from '../primitives/block.ts';
import { hashHeader } from '../primitives/block-header.ts';
import { strippedBlockSize } from '../primitives/block-size.ts';
import { txidOf } from '../primitives/transaction-id.ts';
import { isCoinbase, WITNESS_SCALE_FACTOR } from '../primitives/transaction-size.ts';
import { legacySigops } from '../script/sigops.ts';
import { checkTransaction } from './check-transaction.ts';
import { merkleRootOf } from './merkle-root.ts';
import type { ChainParams } from './params.ts';
import { checkProofOfWork } from './target.ts';
import { accepted, refused, type Verdict } from './verdict.ts';

/** Which parts of the check to leave out; a template has neither a proof of work nor yet a Merkle root. */
export interface CheckBlockOptions {
  readonly proofOfWork?: boolean;
  readonly merkleRoot?: boolean;
}

/** Checks a header alone: its hash must meet the target it claims. Whether the claim is right needs its ancestors.
 * @see Bitcoin Core `CheckBlockHeader`, src/validation.cpp */
export function checkBlockHeader(header: BlockHeader, params: ChainParams): Verdict {
  return checkProofOfWork(hashHeader(header), header.bits, params)
    ? accepted
    : refused('high-hash', 'proof of work failed');
}

/** Checks what can be said about a block with no knowledge of any other block.
 * Cheap, and before anything is stored: only work makes a block expensive to invent.
 * @see Bitcoin Core `CheckBlock`, src/validation.cpp */
export function checkBlock(block: Block, params: ChainParams, options: CheckBlockOptions = {}): Verdict {
  const header = options.proofOfWork === false ? accepted : checkBlockHeader(block.header, params);
  if (!header.ok) return header;
  const root = options.merkleRoot === false ? accepted : checkMerkleRoot(block);
  if (!root.ok) return root;
  return checkTransactions(block, params);
}

/** Checks that the header commits to exactly these transactions.
 * A refusal here says nothing about the header's hash: the honest block may still come with the same one.
 * @see Bitcoin Core `CheckMerkleRoot`, src/validation.cpp */
export function checkMerkleRoot(block: Block): Verdict {
  const { root, mutated } = merkleRootOf(block.transactions.map(txidOf));
  if (root !== block.header.merkleRoot) return refused('bad-txnmrklroot', 'hashMerkleRoot mismatch');
  return mutated ? refused('bad-txns-duplicate', 'duplicate transaction') : accepted;
}

function checkTransactions(block: Block, params: ChainParams): Verdict {
  const { transactions } = block;
  const largestCount = Math.floor(params.maxBlockWeight / WITNESS_SCALE_FACTOR);
  if (
    transactions.length === 0 ||
    transactions.length > largestCount ||
    strippedBlockSize(block) * WITNESS_SCALE_FACTOR > params.maxBlockWeight
  ) {
    return refused('bad-blk-length', 'size limits failed');
  }
  if (!isCoinbase(transactions[0]!)) return refused('bad-cb-missing', 'first tx is not coinbase');
  if (transactions.some((tx, i) => i > 0 && isCoinbase(tx)))
    return refused('bad-cb-multiple', 'more than one coinbase');
  let sigops = 0;
  for (const tx of transactions) {
    const verdict = checkTransaction(tx);
    if (!verdict.ok) return refused(verdict.reason, `transaction ${txidOf(tx)}`);
    sigops += legacySigops(tx);
  }
  return sigops * WITNESS_SCALE_FACTOR > params.maxBlockSigopsCost
    ? refused('bad-blk-sigops', 'out-of-bounds SigOpCount')
    : accepted;
}
