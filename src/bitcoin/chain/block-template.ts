import { blockSubsidy } from '../consensus/block-subsidy.ts';
import { merkleBranch, rootFromBranch } from '../consensus/merkle-root.ts';
import { nextWorkRequired } from '../consensus/next-work-required.ts';
import type { ChainParams } from '../consensus/params.ts';
import { witnessCommitment, witnessMerkleRoot } from '../consensus/witness-commitment.ts';
import type { Block } from '../primitives/block.ts';
import { type MerkleRoot, zeroHash } from '../primitives/hashes.ts';
import type { Transaction } from '../primitives/transaction.ts';
import { txidOf } from '../primitives/transaction-id.ts';
import type { BlockIndex } from './block-index.ts';
import { createCoinbase, witnessReservedValue } from './create-coinbase.ts';

/** Version of new blocks: the top bits that BIP-0009 asks for and no deployment signalled. */
export const templateVersion = 0x2000_0000;

/** Weight units kept free for the header, the transaction count and a coinbase with a payout script of up to 200 bytes. */
export const reservedTemplateWeight = 2_000;

/** What a miner wants to build on top of which block. */
export interface TemplateRequest {
  readonly parent: BlockIndex;
  /** The miner's clock, Unix seconds; raised to the median time past + 1 where it would be too old. */
  readonly time: number;
  /** Without the coinbase, parents before children. */
  readonly transactions: readonly Transaction[];
  /** satoshis these transactions pay together */
  readonly fees: bigint;
  readonly params: ChainParams;
  readonly payoutScript: Uint8Array;
  /** uint32 */
  readonly extraNonce: number;
  /** Bytes that make the job unique. */
  readonly tag: Uint8Array;
  readonly message?: Uint8Array;
  /** satoshis to claim; by default subsidy and fees, all a miner is allowed */
  readonly value?: bigint;
  readonly version?: number;
}

const noMessage = new Uint8Array(0);

/** A block that lacks only its proof of work: the nonce is zero. What depends on the list of transactions alone is
 * computed once for each list, so that the next template with the same list costs little more than its coinbase.
 * @see Bitcoin Core `BlockAssembler::CreateNewBlock`, src/node/miner.cpp; whitepaper §5 */
export function blockTemplate(request: TemplateRequest): Block {
  const { parent, params } = request;
  const body = bodyOf(request.transactions);
  const coinbase = coinbaseFor(request, body);
  const time = Math.max(request.time, parent.medianTimePast + 1);
  return {
    header: {
      version: request.version ?? templateVersion,
      previousBlockHash: parent.hash,
      merkleRoot: rootFromBranch(txidOf(coinbase), body.branch, 0),
      time,
      bits: nextWorkRequired(parent, time, params),
      nonce: 0,
    },
    transactions: [coinbase, ...request.transactions],
  };
}

/** Weight units that transactions may fill in a template on this chain. */
export function templateWeightLimit(params: ChainParams): number {
  return Math.max(0, params.maxBlockWeight - reservedTemplateWeight);
}

/** What a list of transactions contributes to a template, whatever its coinbase. */
interface TemplateBody {
  /** From the coinbase to the Merkle root. */
  readonly branch: readonly MerkleRoot[];
  /** The witness commitment. */
  readonly commitment: Uint8Array;
}

const bodies = new WeakMap<readonly Transaction[], TemplateBody>();

function bodyOf(transactions: readonly Transaction[]): TemplateBody {
  let body = transactions.length === 0 ? nothing : bodies.get(transactions);
  if (body === undefined) {
    body = makeBody(transactions);
    bodies.set(transactions, body);
  }
  return body;
}

function makeBody(transactions: readonly Transaction[]): TemplateBody {
  // The coinbase counts as zero in the witness tree, so any stand-in will do for it.
  const standIn: Transaction = { version: 0, inputs: [], outputs: [], lockTime: 0 };
  return {
    branch: merkleBranch([zeroHash, ...transactions.map(txidOf)], 0),
    commitment: witnessCommitment(witnessMerkleRoot([standIn, ...transactions]), witnessReservedValue),
  };
}

const nothing = makeBody([]);

function coinbaseFor(request: TemplateRequest, body: TemplateBody): Transaction {
  const { parent, params, payoutScript, extraNonce, tag } = request;
  const height = parent.height + 1;
  const base = {
    height,
    extraNonce,
    tag,
    payoutScript,
    message: request.message ?? noMessage,
    value: request.value ?? blockSubsidy(height, params) + request.fees,
  };
  if (height < params.activation.segwit) return createCoinbase(base);
  return createCoinbase({ ...base, witnessCommitment: body.commitment });
}
