import { blockTemplate } from '#bitcoin/chain/block-template';
import { blockSubsidy } from '#bitcoin/consensus/block-subsidy';
import { targetFromBits } from '#bitcoin/consensus/target';
import { sha256 } from '#bitcoin/crypto/sha256';
import { bytesToHex, hexToBytes } from '#bitcoin/encoding/hex';
import type { Block, BlockHeader } from '#bitcoin/primitives/block';
import { encodeHeader, hashHeader } from '#bitcoin/primitives/block-header';
import type { Transaction } from '#bitcoin/primitives/transaction';
import type { HeaderSearch, SearchHeaders } from '#mining/header-search';
import { type ChosenTransactions, chooseTransactions } from './actors/choose-transactions.ts';
import { freshEntry, type Ledger } from './ledger.ts';
import { attemptsThrough, findTime, type Grid, headerSpan, type Job, slotsThrough } from './miner.ts';
import type { NodeState } from './node/node-state.ts';
import { finish, mix } from './random/mix.ts';
import { nextBelow, prngFor } from './random/prng.ts';
import type { BlockRef } from './refs.ts';
import { receivingScript } from './wallets.ts';
import type { World } from './world.ts';

/** A search the world waits for: attempts `first` … `first + count − 1` of a job, all with this header. */
export interface SearchRequest {
  readonly job: Job;
  /** In that header, Unix seconds. */
  readonly time: number;
  readonly first: number;
  /** Of attempt `first`. */
  readonly firstNonce: number;
  readonly count: number;
}

/** How often a miner looks at its clock and at its mempool in the time one block should take. */
const looksPerSpacing = 20;

/** A new job for a miner: a template on top of `parent`, searched on the miner's grid from the next slot on.
 * @param choice what goes into the block, where that has just been chosen */
export function newJob(
  world: World,
  node: NodeState,
  parent: BlockRef,
  rate: number,
  choice = chooseTransactions(world, node, parent),
): Job {
  const { miner } = node;
  const grid = miner.grid !== undefined && miner.grid.rate === rate ? miner.grid : newGrid(world, node, rate);
  miner.grid = grid;
  const number = miner.jobNumber++;
  const chosen = chooseAgain(choice, miner.job?.chosen, world.floor.lastChosen);
  world.floor.lastChosen = chosen.transactions;
  const block = template(world, node, parent, number, chosen);
  const target = targetOf(block.header.bits);
  const job: Job = {
    number,
    block,
    chosen: chosen.transactions,
    parent,
    inSecret: miner.secretTip !== undefined,
    grid,
    firstSlot: slotsThrough(grid, world.now),
    startedAt: world.now,
    refreshMicros: Math.floor((world.params.spacingSeconds * 1_000_000) / looksPerSpacing),
    epochSeconds: world.epochSeconds,
    header: encodeHeader(block.header),
    target: target.bytes,
    targetHex: target.hex,
    entry: freshEntry(),
  };
  if (world.ledger.remembers) job.entry = world.ledger.entry(ledgerKey(job));
  return job;
}

/** What the miner would choose now, if that is not what its job has. */
export function otherChoice(world: World, node: NodeState, job: Job): ChosenTransactions | undefined {
  const choice = chooseTransactions(world, node, job.parent);
  return isSameList(choice.transactions, job.chosen) ? undefined : choice;
}

/** The header with which an attempt of a job is made. */
export function headerOfAttempt(job: Job, attempt: number): BlockHeader {
  const { time, first } = headerSpan(job, attempt);
  return { ...job.block.header, time, nonce: attempt - first };
}

/** Whether a header wins the job. */
export function wins(job: Job, header: BlockHeader): boolean {
  return hashHeader(header) <= job.targetHex;
}

/** Searchers try so many nonces at a time, or a multiple. */
const nonceGroup = 4;

/** Adds the searches that a job's attempts before `needed` still need to a list, one for each header. What a searcher tries
 * anyway in its last group is asked for as well: it will be needed next. */
export function addSearches(requests: SearchRequest[], job: Job, needed: number): void {
  const { through } = job.entry;
  const end = through + Math.ceil((needed - through) / nonceGroup) * nonceGroup;
  for (let first = job.entry.through; first < end; ) {
    const span = headerSpan(job, first);
    const count = Math.min(end, span.end) - first;
    requests.push({ job, time: span.time, first, firstNonce: first - span.first, count });
    first += count;
  }
}

/** The search of a request, for those who carry it out elsewhere. */
export function headerSearch({ job, time, firstNonce, count }: SearchRequest): HeaderSearch {
  return { header: withTime(job, time, new Uint8Array(80)), target: job.target, firstNonce, count };
}

const scratch = new Uint8Array(80);

/** Answers one request on this thread, unless its answer no longer matters. */
export function searchInline(request: SearchRequest, search: SearchHeaders, ledger: Ledger): void {
  const { job, time, first, firstNonce, count } = request;
  if (job.entry.found >= 0 || first > job.entry.through) return;
  const result = search({ header: withTime(job, time, scratch), target: job.target, firstNonce, count });
  recordSearch(request, result.nonce);
  ledger.computed += result.tried;
}

/** Answers requests one after the other on this thread. Once one has found something, the others need only be searched
 * up to then: what comes later may be mined on top of the find. */
export function searchInTurn(
  requests: readonly SearchRequest[],
  search: SearchHeaders,
  ledger: Ledger,
): void {
  let horizon = Number.POSITIVE_INFINITY;
  for (const request of requests) {
    const { job, first, count } = request;
    const needed = horizon === Number.POSITIVE_INFINITY ? count : attemptsThrough(job, horizon) - first;
    if (needed <= 0) continue;
    searchInline(needed < count ? { ...request, count: needed } : request, search, ledger);
    horizon = Math.min(horizon, findTime(job));
  }
}

/** Writes a searcher's answer into the ledger. Answers that overlap what is known change nothing. */
export function recordSearch(
  { job: { entry }, first, firstNonce, count }: SearchRequest,
  nonce: number,
): void {
  if (entry.found >= 0 || first > entry.through) return;
  if (nonce >= 0) {
    entry.found = first + nonce - firstNonce;
    entry.through = entry.found + 1;
    entry.hinted = false;
  } else entry.through = Math.max(entry.through, first + count);
}

/** A fingerprint of every header the job will ever try, and of which attempt tries it. */
function ledgerKey(job: Job): string {
  const { header, grid, firstSlot, startedAt, refreshMicros, epochSeconds } = job;
  const schedule = Float64Array.of(
    startedAt,
    firstSlot,
    grid.rate,
    grid.start,
    grid.phase,
    refreshMicros,
    epochSeconds,
  );
  const bytes = new Uint8Array(header.length + schedule.byteLength);
  bytes.set(header);
  const view = new DataView(bytes.buffer, header.length);
  schedule.forEach((number, i) => {
    view.setFloat64(i * 8, number, true);
  });
  return bytesToHex(sha256(bytes).subarray(0, 16));
}

/** Writes the job's header with this time into `header`. */
function withTime(job: Job, time: number, header: Uint8Array): Uint8Array {
  header.set(job.header);
  writeUint32(header, 68, time);
  return header;
}

function writeUint32(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value;
  bytes[at + 1] = value >>> 8;
  bytes[at + 2] = value >>> 16;
  bytes[at + 3] = value >>> 24;
}

function newGrid(world: World, node: NodeState, rate: number): Grid {
  const stream = prngFor(world.run.seed, `grid ${node.name} ${node.miner.gridNumber++}`);
  return { rate, start: world.now + 1, phase: nextBelow(stream, Math.max(1, Math.floor(1_000_000 / rate))) };
}

function template(
  world: World,
  node: NodeState,
  parent: BlockRef,
  jobNumber: number,
  chosen: ChosenTransactions,
): Block {
  const { strategy } = node;
  return blockTemplate({
    parent: parent.index,
    time: world.epochSeconds + Math.floor(world.now / 1_000_000),
    transactions: chosen.transactions,
    fees: chosen.fees,
    params: world.params,
    payoutScript: receivingScript(node.name),
    extraNonce: 0,
    tag: jobTag(world.seedKey, node.key, jobNumber),
    message: signatureOf(node.name),
    ...(strategy?.kind === 'mint' ? { value: mintedValue(world, parent, chosen.fees, strategy.extra) } : {}),
  });
}

/** The same choice as the miner's last one, or as another miner's, is the same list: its part of the template is known. */
function chooseAgain(
  chosen: ChosenTransactions,
  ...before: readonly (readonly Transaction[] | undefined)[]
): ChosenTransactions {
  const same = before.find((list) => list !== undefined && isSameList(list, chosen.transactions));
  return same === undefined ? chosen : { ...chosen, transactions: same };
}

/** What a forger claims: all it may, and more. */
function mintedValue(world: World, parent: BlockRef, fees: bigint, extra: bigint): bigint {
  return blockSubsidy(parent.height + 1, world.params) + fees + extra;
}

function isSameList(one: readonly Transaction[], other: readonly Transaction[]): boolean {
  return one.length === other.length && one.every((tx, i) => tx === other[i]);
}

interface Target {
  readonly bytes: Uint8Array;
  readonly hex: string;
}

const targets = new Map<number, Target>();

function targetOf(bits: number): Target {
  let target = targets.get(bits);
  if (target === undefined) {
    const hex = targetFromBits(bits).toString(16).padStart(64, '0');
    target = { bytes: hexToBytes(hex), hex };
    targets.set(bits, target);
  }
  return target;
}

/** Eight bytes that no other job of any node has: header templates never repeat. */
function jobTag(seedKey: number, nodeKey: number, jobNumber: number): Uint8Array {
  const who = finish(mix(mix(0x6a6f6274, seedKey), nodeKey));
  const tag = new Uint8Array(8);
  writeUint32(tag, 0, who);
  writeUint32(tag, 4, jobNumber);
  return tag;
}

const signatures = new Map<string, Uint8Array>();

/** What a miner writes into its coinbases. */
function signatureOf(name: string): Uint8Array {
  let signature = signatures.get(name);
  if (signature === undefined) {
    signature = asciiBytes(`/Chainroom ${name}/`);
    signatures.set(name, signature);
  }
  return signature;
}

function asciiBytes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => Math.min(character.charCodeAt(0), 126));
}
