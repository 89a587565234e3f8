import { templateWeightLimit } from '#bitcoin/chain/block-template';
import { outpointFromKey } from '#bitcoin/chain/coins';
import { targetFromBits, workFromBits } from '#bitcoin/consensus/target';
import { bytesToHex } from '#bitcoin/encoding/hex';
import { encodeAddress } from '#bitcoin/keys/address';
import { encodeWif } from '#bitcoin/keys/wif';
import { selectForBlock } from '#bitcoin/mempool/select-for-block';
import { bestSearch } from '#mining/best-search';
import type { SearchHeaders } from '#mining/header-search';
import { findPrologue } from '#scenarios/shipped';
import { Ledger } from '#simulation/ledger';
import { AttackPhase, type LogColumns, LogKind } from '#simulation/log';
import { headerSearch, recordSearch, type SearchRequest, searchInline } from '#simulation/mining-desk';
import type { NodeState } from '#simulation/node/node-state';
import type { Action, Run, TimedAction } from '#simulation/run';
import { Timeline } from '#simulation/timeline';
import { frameBytes } from '#simulation/to-wire';
import { walletOf } from '#simulation/wallets';
import { World } from '#simulation/world';
import { lockedCoins } from './locked-coins.ts';
import type {
  Acted,
  Advanced,
  ClassConstants,
  InspectQuery,
  InspectReply,
  Opened,
  OpenOptions,
  SavedRun,
  SeedCondition,
  SeedTrial,
  SimulationApi,
  VerifyProgress,
} from './simulation-api.ts';

/** Answers searches elsewhere: the hash workers behind ports. Results come in the order of the requests. */
export interface Hashers {
  readonly count: number;
  search(
    requests: readonly { header: Uint8Array; target: Uint8Array; firstNonce: number; count: number }[],
  ): Promise<readonly { nonce: number; tried: number }[]>;
}

/** What the service needs from its thread: a clock for its own budget and a way to let messages in. */
export interface ServiceHost {
  /** Milliseconds. */
  clock(): number;
  connect(ports: MessagePort[]): Hashers;
}

const budgetMillis = 12;
const windowMicros = 10_000_000;
const eventsPerLook = 64;
/** Hashes below which a window is searched here: asking another thread would take longer. */
const inlineHashes = 4_000;
/** Hashes per inline step when there are no hash workers, so that a call stays within its budget. */
const inlineStep = 4_096;

/** The simulation as the page sees it, without any worker about it: `simulation-worker.ts` exposes it through Comlink. */
export class SimulationService implements SimulationApi {
  private readonly host: ServiceHost;
  private readonly search: SearchHeaders = bestSearch();
  private hashers: Hashers | undefined;
  private readonly timelines = new Map<number, Timeline>();
  private nextTimeline = 1;
  private inFlight: Promise<void> | undefined;
  private verifying: { world: World; through: number; expected: string; timeline: number } | undefined;

  constructor(host: ServiceHost) {
    this.host = host;
  }

  useHashers(ports: MessagePort[]): void {
    this.hashers = ports.length > 0 ? this.host.connect(ports) : undefined;
  }

  async open(run: Run, options: OpenOptions): Promise<Opened> {
    const prologue = findPrologue(run.scenario.prologue);
    const ledger = options.ledger === undefined ? new Ledger() : Ledger.parse(options.ledger);
    const timeline = new Timeline(run, prologue, ledger);
    this.timelines.clear();
    this.verifying = undefined;
    const id = this.nextTimeline++;
    this.timelines.set(id, timeline);
    return {
      timeline: id,
      genesisTime: timeline.world.epochSeconds,
      advanced: this.report(timeline, 0, false),
      constants: constantsOf(timeline.world),
    };
  }

  async advanceTo(id: number, time: number): Promise<Advanced> {
    const timeline = this.timeline(id);
    const end = this.host.clock() + budgetMillis;
    let waiting = false;
    for (;;) {
      const result = timeline.advance(time, eventsPerLook);
      if (result === 'reached') return this.report(timeline, time, false);
      if (result === 'searching') {
        const left = end - this.host.clock();
        waiting = !(await this.searchFor(timeline, time, left));
        if (waiting) break;
      }
      if (this.host.clock() >= end) break;
    }
    // Paused between events: everything before the present microsecond is complete.
    return this.report(timeline, Math.max(0, timeline.world.now - 1), waiting);
  }

  async act(
    id: number,
    at: { readonly time: number; readonly index: number },
    seenTime: number,
    action: Action,
  ): Promise<Acted> {
    const timeline = this.timeline(id);
    const earlier = timeline.run.actions.filter((timed) => timed.at <= at.time);
    return this.refork(id, at.time, [...earlier, { at: at.time, action }], seenTime);
  }

  async setActions(id: number, actions: readonly TimedAction[], seenTime: number): Promise<Acted> {
    const before = this.timeline(id).run.actions;
    let same = 0;
    while (
      same < before.length &&
      same < actions.length &&
      JSON.stringify(before[same]) === JSON.stringify(actions[same])
    )
      same++;
    const first = Math.min(
      before[same]?.at ?? Number.POSITIVE_INFINITY,
      actions[same]?.at ?? Number.POSITIVE_INFINITY,
    );
    const time = Math.min(first - 1, this.timeline(id).world.now);
    return this.refork(id, Math.max(0, time), actions, seenTime);
  }

  async messageRows(id: number, fromTime: number, toTime: number): Promise<LogColumns> {
    return this.timeline(id).rowsBetween(fromTime, toTime);
  }

  async inspect(id: number, time: number, query: InspectQuery): Promise<InspectReply> {
    const timeline = this.timeline(id);
    if (query.type === 'message-bytes') {
      const message = timeline.world.payloadAt(query.payload);
      return message === undefined
        ? { type: 'gone', reason: 'message' }
        : {
            type: 'message-bytes',
            hex: bytesToHex(frameBytes(timeline.world, message, query.from, query.to)),
          };
    }
    const world = timeline.at(time);
    const node = world.nodes[query.node];
    if (node === undefined) return { type: 'gone', reason: 'node' };
    if (query.type === 'mempool') return describeMempool(world, node);
    if (query.type === 'wallet') return describeWallet(world, node);
    return describeNode(world, node);
  }

  async save(id: number): Promise<SavedRun> {
    const timeline = this.timeline(id);
    const through = timeline.world.now;
    while (timeline.advance(through, Number.POSITIVE_INFINITY) === 'searching')
      this.searchHere(timeline, through);
    return {
      format: 'chainroom-run',
      version: 1,
      run: timeline.run,
      ledger: timeline.ledger.serialise(),
      traceHash: timeline.world.traceHash(),
      through,
    };
  }

  async verifyStep(id: number): Promise<VerifyProgress> {
    const timeline = this.timeline(id);
    if (this.verifying?.timeline !== id) {
      const saved = await this.save(id);
      const world = new World({
        run: timeline.run,
        prologue: findPrologue(timeline.run.scenario.prologue),
        ledger: new Ledger(),
      });
      this.verifying = { world, through: saved.through, expected: saved.traceHash, timeline: id };
    }
    const { world, through, expected } = this.verifying;
    const end = this.host.clock() + budgetMillis;
    while (this.host.clock() < end) {
      const result = world.advance(through, eventsPerLook);
      world.log_.discard();
      if (result === 'reached') {
        this.verifying = undefined;
        return { done: true, fraction: 1, matches: world.traceHash() === expected };
      }
      if (result === 'searching')
        for (const request of steps(world.pendingSearches(through, windowMicros)))
          searchInline(request, this.search, world.ledger);
    }
    return { done: false, fraction: through === 0 ? 1 : world.now / through, matches: undefined };
  }

  async trySeed(run: Run, condition: SeedCondition): Promise<SeedTrial> {
    const ledger = new Ledger();
    const world = new World({ run, prologue: findPrologue(run.scenario.prologue), ledger });
    const step = 20_000_000;
    for (let time = step; time <= condition.micros; time += step) {
      world.runUntil(time, this.search, step);
      const at = whenMet(world, condition);
      if (at >= 0) return { found: true, at, hashes: ledger.computed };
      if (condition.type === 'double-spend-succeeds' && hasGivenUp(world)) break;
    }
    return { found: false, at: -1, hashes: ledger.computed };
  }

  private timeline(id: number): Timeline {
    const timeline = this.timelines.get(id);
    if (timeline === undefined) throw new Error(`there is no timeline ${id}`);
    return timeline;
  }

  private async refork(
    id: number,
    time: number,
    actions: readonly TimedAction[],
    seenTime: number,
  ): Promise<Acted> {
    const old = this.timeline(id);
    const run: Run = { ...old.run, actions };
    const { timeline, commonRows, commonRecords } = old.fork(Math.min(time, old.world.now), run);
    const sameTimeline = seenTime <= time;
    let target = id;
    if (!sameTimeline) {
      target = this.nextTimeline++;
      for (const other of this.timelines.keys()) if (other !== id) this.timelines.delete(other);
    }
    this.timelines.set(target, timeline);
    // The action itself belongs to the present microsecond: what it did at once is part of the answer.
    while (timeline.advance(time, Number.POSITIVE_INFINITY) === 'searching') this.searchHere(timeline, time);
    return {
      timeline: target,
      sameTimeline,
      commonRows,
      commonRecords,
      advanced: this.report(timeline, time, false),
      actions,
    };
  }

  private report(timeline: Timeline, reached: number, waitingForHashes: boolean): Advanced {
    const { log, records } = timeline.drain();
    return {
      reached,
      log,
      records,
      traceHash: timeline.world.traceHash(),
      hashesComputed: timeline.ledger.computed,
      hashesFromLedger: timeline.ledger.saved,
      waitingForHashes,
    };
  }

  /** Gets pending searches answered, for at most `millis`; false when they are still under way. */
  private async searchFor(timeline: Timeline, until: number, millis: number): Promise<boolean> {
    const requests = timeline.pendingSearches(until, windowMicros);
    const total = requests.reduce((sum, request) => sum + request.count, 0);
    if (this.hashers === undefined || total <= inlineHashes) {
      for (const request of steps(requests)) searchInline(request, this.search, timeline.ledger);
      return true;
    }
    if (this.inFlight === undefined) {
      this.inFlight = this.searchElsewhere(timeline, requests).finally(() => {
        this.inFlight = undefined;
      });
    }
    const job = this.inFlight;
    return Promise.race([
      job.then(() => true),
      new Promise<boolean>((resolve) => setTimeout(() => resolve(false), Math.max(0, millis))),
    ]);
  }

  private async searchElsewhere(timeline: Timeline, requests: readonly SearchRequest[]): Promise<void> {
    const answers = await this.hashers!.search(requests.map(headerSearch));
    answers.forEach(({ nonce, tried }, i) => {
      recordSearch(requests[i]!, nonce);
      timeline.ledger.computed += tried;
    });
  }

  private searchHere(timeline: Timeline, until: number): void {
    for (const request of timeline.pendingSearches(until, windowMicros))
      searchInline(request, this.search, timeline.ledger);
  }
}

/** Cuts searches so short that a call stays within its budget. */
function steps(requests: readonly SearchRequest[]): SearchRequest[] {
  return requests.map((request) => ({ ...request, count: Math.min(request.count, inlineStep) }));
}

function constantsOf(world: World): ClassConstants {
  const { params, prologue } = world;
  const { bits } = prologue.tip.block.header;
  return {
    spacingSeconds: params.spacingSeconds,
    retargetInterval: params.retargetInterval,
    subsidyHalvingInterval: params.subsidyHalvingInterval,
    coinbaseMaturity: params.coinbaseMaturity,
    maxBlockWeight: params.maxBlockWeight,
    expectedTries: targetFromBits(bits) > 0n ? Number(workFromBits(bits)) : 0,
    prologueHeight: prologue.tip.height,
  };
}

function describeMempool(world: World, node: NodeState): InspectReply {
  const limit = templateWeightLimit(world.params);
  const next = new Set(selectForBlock(node.mempool, limit, world.params.maxBlockSigopsCost).transactions);
  return {
    type: 'mempool',
    entries: [...node.mempool.entries.values()].map((entry) => ({
      transaction: world.refOf(entry.tx).id,
      feeRate: Number((entry.fee * 1000n) / BigInt(entry.vsize)) / 1000,
      vsize: entry.vsize,
      inNextBlock: next.has(entry.tx),
    })),
    nextBlockWeight: limit,
  };
}

function describeWallet(world: World, node: NodeState): InspectReply {
  const wallet = walletOf(node.name);
  const { coinbaseMaturity } = world.params;
  let balance = 0n;
  const coins = [...world.utxoSetAt(node.tip).coins]
    .filter(([, coin]) => wallet.scripts.has(bytesToHex(coin.output.scriptPubKey)))
    .map(([key, coin]) => {
      const { txid, index } = outpointFromKey(key);
      const immature = coin.coinbase && node.tip.height + 1 - coin.height < coinbaseMaturity;
      const spent = node.mempool.spentBy.has(key);
      balance += coin.output.value;
      return {
        txid,
        vout: index,
        value: String(coin.output.value),
        height: coin.height,
        spendable: !immature && !spent,
        note: immature ? 'immature' : spent ? 'spent-in-mempool' : '',
      };
    })
    .sort((p, q) => p.height - q.height || (p.txid < q.txid ? -1 : p.txid > q.txid ? 1 : p.vout - q.vout));
  return {
    type: 'wallet',
    keys: wallet.keys.map((key) => ({
      address: encodeAddress(key.scripts.p2wpkh, world.params) ?? '',
      publicKey: bytesToHex(key.publicKey),
      privateKey: bytesToHex(key.privateKey),
      wif: encodeWif(key.privateKey, true, world.params),
    })),
    coins,
    locked: lockedCoins(world, node),
    tip: { height: node.tip.height, medianTimePast: node.tip.index.medianTimePast },
    balance: String(balance),
  };
}

function describeNode(world: World, node: NodeState): InspectReply {
  return {
    type: 'node',
    peers: node.peers.map(({ node: other, inbound, ready, score }) => ({
      node: other,
      inbound,
      ready,
      score,
    })),
    knownAddresses: [...node.addresses].map((other) => world.places[other]!.name),
    orphanTransactions: node.orphans.size,
    orphanBlocks: [...node.waitingBlocks.values()].reduce((sum, blocks) => sum + blocks.length, 0),
    tipHash: node.tip.hash,
    headersTip: node.bestHeader.hash,
  };
}

/** Microsecond at which the condition was first met in rows not yet looked at, or −1. */
function whenMet(world: World, condition: SeedCondition): number {
  const { count, kind, object, x, time } = world.log_.drain();
  for (let i = 0; i < count; i++) {
    if (condition.type === 'fork-within' && kind[i] === LogKind.blockFound && hasRival(world, object[i]!))
      return time[i]!;
    if (
      condition.type === 'double-spend-succeeds' &&
      kind[i] === LogKind.attack &&
      x[i] === AttackPhase.succeeded
    )
      return time[i]!;
  }
  return -1;
}

/** Whether another block stands on the same parent. */
function hasRival(world: World, found: number): boolean {
  const block = world.blocks[found]!;
  return world.blocks.some((other) => other !== block && other.parent === block.parent);
}

function hasGivenUp(world: World): boolean {
  return world.nodes.some((node) => node.attack?.phase === AttackPhase.gaveUp);
}
