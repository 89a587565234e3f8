import { checkBlock } from '../consensus/check-block.ts';
import { checkWitness } from '../consensus/contextual-check-block.ts';
import type { ChainParams } from '../consensus/params.ts';
import { refused, type Verdict } from '../consensus/verdict.ts';
import type { Block } from '../primitives/block.ts';
import { blockWeight } from '../primitives/block-size.ts';
import { hasWitness } from '../primitives/transaction-size.ts';
import { readOperation } from '../script/parse-script.ts';
import { decodeScriptNumber } from '../script/script-number.ts';

/** What can be said about a block away from its chain. */
export interface BlockExamination {
  readonly verdict: Verdict;
  /** Height the coinbase claims (BIP-0034), where it claims one; blocks before 227,931 need not. */
  readonly claimedHeight?: number;
}

/** Checks a pasted block by everything but the chain: proof of work, Merkle root, sizes, transactions, and the witness
 * commitment. Whether its target, time and coins are right needs its ancestors.
 * @param height where known; else what the coinbase claims decides which rules apply */
export function examineBlock(options: {
  readonly block: Block;
  readonly params: ChainParams;
  readonly height?: number;
}): BlockExamination {
  const { block, params } = options;
  const claimed = claimedHeight(block, params);
  const verdict = checkAll(block, params, options.height ?? claimed);
  return { verdict, ...(claimed === undefined ? {} : { claimedHeight: claimed }) };
}

function checkAll(block: Block, params: ChainParams, height: number | undefined): Verdict {
  const alone = checkBlock(block, params);
  if (!alone.ok) return alone;
  const segwit =
    height === undefined ? block.transactions.some(hasWitness) : height >= params.activation.segwit;
  const witness = checkWitness(block, segwit);
  if (!witness.ok) return witness;
  const weight = blockWeight(block);
  return weight > params.maxBlockWeight
    ? refused('bad-blk-weight', `weight ${weight}, limit ${params.maxBlockWeight}`)
    : alone;
}

/** The number a coinbase of version 2 and later begins with. */
function claimedHeight(block: Block, params: ChainParams): number | undefined {
  const script = block.transactions[0]?.inputs[0]?.scriptSig;
  if (script === undefined || script.length === 0 || block.header.version < 2) return undefined;
  const { opcode, data } = readOperation(script, 0);
  if (opcode >= 0x51 && opcode <= 0x60) return opcode - 0x50;
  if (data === undefined || data.length === 0 || data.length > 4) return undefined;
  const height = decodeScriptNumber(data, false);
  // Version 2 was in use before the rule, when the number could still be anything.
  return height !== undefined && height >= params.activation.bip34 ? height : undefined;
}
