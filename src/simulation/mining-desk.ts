import { blockTemplate, templateWeightLimit } from '#bitcoin/chain/block-template';
import { targetFromBits } from '#bitcoin/consensus/target';
import { sha256 } from '#bitcoin/crypto/sha256';
import { bytesToHex, hexToBytes } from '#bitcoin/encoding/hex';
import { selectForBlock } from '#bitcoin/mempool/select-for-block';
import type { Block } from '#bitcoin/primitives/block';
import { encodeHeader, hashHeader } from '#bitcoin/primitives/block-header';
import type { Transaction } from '#bitcoin/primitives/transaction';
import type { SearchHeaders } from '#mining/header-search';
import type { Ledger } from './ledger.ts';
import { type Grid, type Job, slotsThrough } from './miner.ts';
import type { NodeState } from './node/node-state.ts';
import { finish, mix } from './random/mix.ts';
import { nextBelow, prngFor } from './random/prng.ts';
import type { BlockRef } from './refs.ts';
import { receivingScript } from './wallets.ts';
import type { World } from './world.ts';

/** A search the world waits for: attempts `first` … `first + count − 1` of a job's header. */
export interface SearchRequest {
  readonly job: Job;
  readonly first: number;
  readonly count: number;
}

/** A new job for a miner: a template on top of `parent`, searched on the miner's grid from the next slot on. */
export function newJob(world: World, node: NodeState, parent: BlockRef, rate: number): Job {
  const { miner } = node;
  const grid = miner.grid !== undefined && miner.grid.rate === rate ? miner.grid : newGrid(world, node, rate);
  miner.grid = grid;
  const number = miner.jobNumber++;
  const block = template(world, node, parent, number);
  const header = encodeHeader(block.header);
  return {
    number,
    block,
    transactions: block.transactions.slice(1).map((tx) => world.refOf(tx)),
    parent,
    grid,
    header,
    target: targetBytes(block.header.bits),
    firstSlot: slotsThrough(grid, world.now),
    startedAt: world.now,
    entry: world.ledger.entry(bytesToHex(sha256(header).subarray(0, 16))),
  };
}

/** Whether a header with this nonce wins the job. */
export function wins(job: Job, nonce: number): boolean {
  return hashHeader({ ...job.block.header, nonce }) <= bytesToHex(job.target);
}

/** Answers one request on this thread. */
export function searchInline(
  { job, first, count }: SearchRequest,
  search: SearchHeaders,
  ledger: Ledger,
): void {
  const result = search({ header: job.header, target: job.target, firstNonce: first, count });
  recordSearch(job, first, count, result.nonce);
  ledger.computed += result.tried;
}

/** Writes a searcher's answer into the ledger. Answers that overlap what is known change nothing. */
export function recordSearch(job: Job, first: number, count: number, nonce: number): void {
  const { entry } = job;
  if (entry.found >= 0 || first > entry.through) return;
  if (nonce >= 0) {
    entry.found = nonce;
    entry.through = nonce + 1;
    entry.hinted = false;
  } else entry.through = Math.max(entry.through, first + count);
}

function newGrid(world: World, node: NodeState, rate: number): Grid {
  const stream = prngFor(world.run.seed, `grid ${node.name} ${node.miner.gridNumber++}`);
  return { rate, start: world.now + 1, phase: nextBelow(stream, Math.max(1, Math.floor(1_000_000 / rate))) };
}

function template(world: World, node: NodeState, parent: BlockRef, jobNumber: number): Block {
  const secret = node.miner.secretTip !== undefined;
  const chosen = secret
    ? secretSelection(world, node, parent)
    : selectForBlock(node.mempool, templateWeightLimit(world.params), world.params.maxBlockSigopsCost);
  return blockTemplate({
    parent: parent.index,
    time: world.epochSeconds + Math.floor(world.now / 1_000_000),
    transactions: chosen.transactions,
    fees: chosen.fees,
    params: world.params,
    payoutScript: receivingScript(node.name),
    extraNonce: 0,
    tag: jobTag(world.seedKey, node.key, jobNumber),
    message: asciiBytes(`/Chainroom ${node.name}/`),
  });
}

/** A withheld branch carries only the attacker's own payment, in its first block. */
function secretSelection(
  world: World,
  node: NodeState,
  parent: BlockRef,
): { transactions: readonly Transaction[]; fees: bigint } {
  const { attack } = node;
  if (attack === undefined || parent !== attack.base) return { transactions: [], fees: 0n };
  const coins = world.coinsAt(parent);
  let fees = 0n;
  for (const { previousOutput } of attack.conflict.tx.inputs) {
    const coin = coins.get(previousOutput.txid, previousOutput.index);
    if (coin === undefined) return { transactions: [], fees: 0n };
    fees += coin.output.value;
  }
  for (const output of attack.conflict.tx.outputs) fees -= output.value;
  return { transactions: [attack.conflict.tx], fees };
}

const targets = new Map<number, Uint8Array>();

function targetBytes(bits: number): Uint8Array {
  let bytes = targets.get(bits);
  if (bytes === undefined) {
    bytes = hexToBytes(targetFromBits(bits).toString(16).padStart(64, '0'));
    targets.set(bits, bytes);
  }
  return bytes;
}

/** Eight bytes that no other job of any node has: header templates never repeat. */
function jobTag(seedKey: number, nodeKey: number, jobNumber: number): Uint8Array {
  const who = finish(mix(mix(0x6a6f6274, seedKey), nodeKey));
  return Uint8Array.from(
    [who, jobNumber].flatMap((word) => [word & 255, (word >>> 8) & 255, (word >>> 16) & 255, word >>> 24]),
  );
}

function asciiBytes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => Math.min(character.charCodeAt(0), 126));
}
