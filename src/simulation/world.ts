import type { CoinsView, UtxoSet } from '#bitcoin/chain/coins';
import type { ChainParams } from '#bitcoin/consensus/params';
import { workFromBits } from '#bitcoin/consensus/target';
import type { Verdict } from '#bitcoin/consensus/verdict';
import { assert } from '#bitcoin/encoding/assert';
import { createMempool } from '#bitcoin/mempool/mempool';
import { defaultMempoolPolicy, type MempoolPolicy } from '#bitcoin/mempool/policy';
import type { Txid } from '#bitcoin/primitives/hashes';
import type { Transaction } from '#bitcoin/primitives/transaction';
import type { SearchHeaders } from '#mining/header-search';
import { applyAction } from './actions.ts';
import { attackerStep } from './actors/attacker-step.ts';
import type { ChosenTransactions } from './actors/choose-transactions.ts';
import { floodStep } from './actors/flood.ts';
import { makeTrafficPayment } from './actors/traffic.ts';
import { checkBody, checkForm } from './check-block-once.ts';
import { CoinsAtTip } from './coins-at-tip.ts';
import { findBlock, publishBranch } from './find-block.ts';
import type { Ledger } from './ledger.ts';
import { LinkDownCause, LogKind } from './log.ts';
import { LogBuffer } from './log-buffer.ts';
import { idleMiner, type Job, nextLook, triesOnParent } from './miner.ts';
import { newJob, otherChoice, type SearchRequest, searchInTurn } from './mining-desk.ts';
import { MiningFloor } from './mining-floor.ts';
import { defaultBytesPerSecond, type Link, latencyBetween } from './network/link.ts';
import { Links } from './network/links.ts';
import { planConnections } from './node/address-gossip.ts';
import { connected, disconnected } from './node/handshake.ts';
import { Knowledge } from './node/knowledge.ts';
import { commandCode, type Message } from './node/message.ts';
import { BlockStatus, copyNode, type NodeState, type Peer } from './node/node-state.ts';
import { receive, timerFired } from './node/receive.ts';
import { type Surroundings, Timer } from './node/surroundings.ts';
import { pairKey } from './pair-key.ts';
import { chosenPolicy } from './policy-choice.ts';
import type { Prologue } from './prologue.ts';
import { finish, mix, tieBreak } from './random/mix.ts';
import { copyPrng, labelKey, type Prng, prngFor } from './random/prng.ts';
import { drawWait } from './random/wait.ts';
import type { BlockRef, TxRef } from './refs.ts';
import type { Run } from './run.ts';
import { byHand } from './scenario/by-hand.ts';
import type { Scenario, ScenarioNode } from './scenario/scenario.ts';
import { EventKind, EventQueue } from './schedule/event-queue.ts';
import { actionKey, scheduledActions } from './scheduled-actions.ts';
import { happenNextBeat, happenWhatMay, nextBeatTime, storyStart } from './stage/beats.ts';
import { notedRefusal, notedReorg, notedTx } from './stage/happened.ts';
import { Tables } from './tables.ts';
import { takeTamper } from './take-tamper.ts';
import { TraceHash } from './trace-hash.ts';
import type {
  AdvanceResult,
  Keyframe,
  NodePlace,
  ScheduledAction,
  WorldOptions,
  WorldVariables,
} from './world-state.ts';

/** Pause between the last prologue block and t = 0, seconds. */
const secondsBeforeStart = 60;

/** The scheduler around the nodes: a discrete-event simulation in integer microseconds whose clock is real hashing.
 *
 * Horizon rule: no event at time t is applied before every open mining job has been searched through t. `advance`
 * returns 'searching' when answers are missing; `pendingSearches` says which, the ledger takes the answers. */
export class World implements Surroundings {
  readonly run: Run;
  /** The scenario's actions and beats as this run plays them. */
  readonly script: Pick<Scenario, 'actions' | 'beats'>;
  readonly params: ChainParams;
  readonly policy: MempoolPolicy;
  readonly epochSeconds: number;
  readonly trickleMeanMicros: number;
  readonly ledger: Ledger;
  readonly prologue: Prologue;
  readonly seedKey: number;
  readonly log_: LogBuffer;

  nodes: NodeState[] = [];
  readonly knowledge: Knowledge;
  /** Peers by the direction in which they send. */
  private readonly peers: (Peer | undefined)[] = [];
  private wires: Links;
  readonly places: NodePlace[] = [];
  readonly tables: Tables;
  /** Actions carried out so far, scripted ones included: the table that `action` rows point at. */
  readonly carriedOut: ScheduledAction[] = [];
  variables: WorldVariables;

  private nodeByName: ReadonlyMap<string, number> = new Map();
  private namesAreShared = false;
  /** How many connections each pair of nodes has had; made when a connection is. */
  private connections: Map<string, number> | undefined;
  private readonly coins: CoinsAtTip;
  private readonly actions: readonly ScheduledAction[];
  private readonly queue: EventQueue;
  private readonly trace: TraceHash;
  private traffic: Prng;
  /** Keys of the nodes once more, side by side. */
  private nodeKeys: Int32Array = new Int32Array(16);
  private ownedNodes: Uint8Array = new Uint8Array(0);
  /** Nodes whose users hold coins from the prologue: they pay each other. */
  users: number[] = [];
  attackers: number[] = [];
  readonly floor = new MiningFloor();
  /** Something was logged that a condition may be about. */
  private changed = true;
  private inTraffic = false;
  /** Called after every event that a condition may be about; no part of the world. */
  onChange: (() => void) | undefined;

  constructor(options: WorldOptions, keyframe?: Keyframe) {
    const { run, prologue, ledger } = options;
    this.run = run;
    this.script = run.scenario.byHand === true ? byHand(run.scenario) : run.scenario;
    this.prologue = prologue;
    this.params = prologue.params;
    this.policy = chosenPolicy(
      options.policy ?? { ...defaultMempoolPolicy, maxMempoolVsize: this.params.maxBlockWeight * 3 },
      run.scenario.policy,
    );
    this.ledger = ledger;
    this.seedKey = labelKey(run.seed, 'ties');
    this.epochSeconds = prologue.tip.block.header.time + secondsBeforeStart;
    this.trickleMeanMicros = run.scenario.trickleMeanMicros;
    this.actions = scheduledActions(this.script.actions, run.actions);
    if (keyframe === undefined) {
      this.log_ = new LogBuffer(0);
      this.tables = Tables.of(prologue);
      this.queue = new EventQueue();
      this.trace = new TraceHash();
      this.wires = new Links();
      this.knowledge = new Knowledge();
      this.coins = new CoinsAtTip(prologue.tip, prologue.coins.copy());
      this.traffic = prngFor(run.seed, 'traffic');
      this.variables = {
        now: 0,
        trafficMeanMicros: run.scenario.trafficMeanWaitMicros,
        trafficEpoch: 0,
        trafficCount: 0,
        partition: undefined,
        cutPairs: new Set(),
        severed: [],
        stoppedPeers: new Map(),
        tampers: [],
        nextAction: 0,
        story: storyStart,
        events: 0,
        messagesSent: 0,
      };
      this.start();
    } else {
      this.log_ = new LogBuffer(keyframe.row);
      this.tables = Tables.at(keyframe.tables);
      this.wires = new Links(keyframe.links);
      this.knowledge = new Knowledge(keyframe.knowledge);
      this.carriedOut = [...keyframe.carriedOut];
      this.coins = keyframe.coins;
      this.traffic = copyPrng(keyframe.traffic);
      this.variables = { ...keyframe.variables };
      this.nodes = [...keyframe.nodes];
      for (const node of this.nodes) for (const peer of node.peers) this.notePeer(peer);
      this.nodeKeys = Int32Array.from(this.nodes, (node) => node.key);
      this.places = [...keyframe.places];
      this.queue = keyframe.queue.copy();
      this.trace = keyframe.trace.copy();
      this.ownedNodes = new Uint8Array(this.nodes.length);
      this.nodeByName = keyframe.nodeByName;
      this.namesAreShared = true;
      this.users = [...keyframe.users];
      this.attackers = [...keyframe.attackers];
      this.floor.miners.push(...keyframe.miners);
    }
  }

  /** A copy to come back to. Everything not named by number is shared until changed. */
  keyframe(): Keyframe {
    this.ownedNodes.fill(0);
    this.namesAreShared = true;
    return {
      time: this.now,
      row: this.log_.next,
      nodes: [...this.nodes],
      links: new Links(this.wires),
      knowledge: new Knowledge(this.knowledge),
      places: [...this.places],
      nodeByName: this.nodeByName,
      users: [...this.users],
      attackers: [...this.attackers],
      miners: [...this.floor.miners],
      queue: this.queue.copy(),
      trace: this.trace.copy(),
      traffic: copyPrng(this.traffic),
      variables: { ...this.variables },
      tables: this.tables.mark(),
      carriedOut: [...this.carriedOut],
      coins: this.coins,
    };
  }

  /** Draws everything that is random anew from the run's seed, from now on: the streams of nodes and traffic, and each
   * miner's grid and headers. */
  reseed(): void {
    const { seed } = this.run;
    this.traffic = prngFor(seed, 'traffic');
    for (let index = 0; index < this.nodes.length; index++) {
      const node = this.own(index);
      node.random = prngFor(seed, `node ${node.name}`);
      const { job } = node.miner;
      if (job === undefined) continue;
      node.miner.grid = undefined;
      this.startJob(node, job.parent, job.grid.rate);
    }
  }

  get blocks(): readonly BlockRef[] {
    return this.tables.blocks;
  }

  get transactions(): readonly TxRef[] {
    return this.tables.transactions;
  }

  get payloadCount(): number {
    return this.tables.payloadCount;
  }

  /** The message with this number. */
  payloadAt(payload: number): Message | undefined {
    return this.tables.payloadAt(payload);
  }

  get reasons(): readonly string[] {
    return this.tables.reasons;
  }

  /** Every connection there ever was. */
  get links(): readonly Link[] {
    return this.wires.all;
  }

  isOpen(link: Link): boolean {
    return this.wires.isOpen(link.index);
  }

  get now(): number {
    return this.variables.now;
  }

  /** Fingerprint of every row so far. */
  traceHash(): string {
    return this.trace.digest();
  }

  /** Applies events up to and including `until`, at most `budget` of them. */
  advance(until: number, budget = Number.POSITIVE_INFINITY): AdvanceResult {
    const { variables, queue, floor } = this;
    let left = budget;
    this.floor.isOutdated = true;
    for (;;) {
      if (floor.isOutdated) floor.survey(this.nodes, this.seedKey);
      const action = this.actions[variables.nextAction]?.at ?? Number.POSITIVE_INFINITY;
      const beat = nextBeatTime(this);
      const other = Math.min(floor.nextFind, beat, action);
      const limit = Math.min(until, floor.safeThrough);
      // Most events change nothing that these depend on: they follow each other without further questions.
      let queued = queue.peekTime();
      while (queued < other && queued <= limit && left > 0 && !this.changed && !floor.isOutdated) {
        left--;
        variables.now = queued;
        variables.events++;
        this.handleEvent();
        queued = queue.peekTime();
      }
      if (this.changed && variables.events > 0) {
        this.changed = false;
        happenWhatMay(this);
        this.onChange?.();
        continue;
      }
      if (floor.isOutdated) continue;
      const time = Math.min(queued, other);
      if (time > until) {
        if (floor.safeThrough < until) return 'searching';
        if (until > variables.now) variables.now = until;
        return 'reached';
      }
      if (floor.safeThrough < time) return 'searching';
      if (left-- <= 0) return 'paused';
      variables.now = time;
      queue.now = time;
      variables.events++;
      if (floor.nextFind === time) findBlock(this, this.floor.nextFinder);
      else if (queued === time) this.handleEvent();
      else if (beat === time) happenNextBeat(this);
      else this.handleAction();
    }
  }

  /** The searches that `advance(until)` needs next, looking ahead by `window` µs: a bigger window only saves round trips. */
  pendingSearches(until: number, window: number): SearchRequest[] {
    const action = this.actions[this.variables.nextAction]?.at ?? until;
    const next = Math.min(this.queue.peekTime(), nextBeatTime(this), action, until);
    return this.floor.searches(this.nodes, next, this.now + window);
  }

  /** Runs to `until` with an inline searcher. */
  runUntil(until: number, search: SearchHeaders, window = 10_000_000): void {
    while (this.advance(until) === 'searching') {
      searchInTurn(this.pendingSearches(until, window), search, this.ledger);
    }
  }

  // ── what nodes can perceive and do ────────────────────────────────────────────────────────────────────────────────

  send(node: NodeState, peer: Peer, message: Message): void {
    this.answer(node, peer.incoming, message);
  }

  answer(node: NodeState, incoming: number, message: Message): void {
    const { wires, variables } = this;
    const direction = incoming ^ 1;
    const to = wires.senderOf(incoming);
    const payload = this.tables.payloadIndex(message, this.payloadKey);
    const number = wires.nextNumber(direction);
    let arrival = wires.transmit(direction, message.size, this.now);
    variables.messagesSent++;
    const tamper = variables.tampers.length > 0 ? takeTamper(variables, node.index, to, message) : undefined;
    if (tamper?.how === 'delay') arrival += tamper.delayMicros;
    const key = this.tables.payloadKeys[payload]!;
    if (tamper?.how === 'drop') {
      this.row(LogKind.send, node.index, to, payload, key, message.size, -1);
      this.row(LogKind.lost, to, node.index, payload, key, message.size, this.now);
      return;
    }
    this.row(LogKind.send, node.index, to, payload, key, message.size, arrival);
    this.deliver(direction, to, number, arrival, payload);
    if (tamper?.how === 'duplicate') this.deliver(direction, to, number + 0.5, arrival + 1, payload);
  }

  peerAt(incoming: number): Peer | undefined {
    return this.peers[incoming];
  }

  private deliver(direction: number, to: number, number: number, arrival: number, payload: number): void {
    const tie = tieBreak(
      this.seedKey,
      this.nodeKeys[to]!,
      this.wires.keyOf(direction) ^ (direction & 1),
      number,
    );
    this.queue.push(arrival, EventKind.deliver, tie, to, direction, this.now, payload);
  }

  setTimer(node: NodeState, timer: Timer, argument: number, delayMicros: number): void {
    const tie = tieBreak(this.seedKey, node.key, timer, node.timerCount++);
    this.queue.push(this.now + delayMicros, EventKind.timer, tie, node.index, timer, argument, -1);
  }

  disconnect(peer: Peer, cause: number): void {
    this.closeLink(peer.link, cause);
  }

  dial(node: NodeState, target: number): void {
    const latency = latencyBetween(this.places[node.index]!, this.places[target]!);
    const tie = tieBreak(this.seedKey, node.key, this.nodes[target]!.key, node.timerCount++);
    this.queue.push(this.now + 2 * latency, EventKind.link, tie, node.index, target, 0, -1);
  }

  networkOf(node: number): number {
    return this.places[node]!.network ?? -1 - node;
  }

  reconsiderMining(node: NodeState): void {
    if (!this.floor.miners.includes(node.index)) return;
    const { miner } = node;
    const rate = node.online ? miner.burstRate || miner.hashRate : 0;
    if (rate === 0) {
      if (miner.job !== undefined) this.floor.isOutdated = true;
      miner.job = undefined;
      return;
    }
    const parent = miner.secretTip ?? node.tip;
    if (miner.job?.parent !== parent || miner.job.grid.rate !== rate)
      return this.startJob(node, parent, rate);
    const choice = this.newChoice(node, miner.job);
    if (choice !== undefined) this.startJob(node, parent, rate, choice);
  }

  /** Other transactions than the job has, if the mempool has changed so since it began and it is time to act on that. */
  private newChoice(node: NodeState, job: Job): ChosenTransactions | undefined {
    const { miner } = node;
    // Who comes out of hiding mines what everybody mines from then on, without waiting.
    const cameOut = job.inSecret && miner.secretTip === undefined;
    if (this.now < miner.refreshAt && !cameOut) return undefined;
    miner.refreshAt = Number.POSITIVE_INFINITY;
    return otherChoice(this, node, job);
  }

  mempoolChanged(node: NodeState): void {
    const { miner } = node;
    if (miner.job === undefined || miner.refreshAt < Number.POSITIVE_INFINITY) return;
    miner.refreshAt = nextLook(miner.job, this.now);
    this.setTimer(node, Timer.refreshJob, miner.job.number, miner.refreshAt - this.now);
  }

  log(kind: number, a: number, b: number, x: number): void {
    this.changed = true;
    this.row(kind, a, b, -1, 0, 0, x);
  }

  /** The question of a beat has its answer. */
  logAnswer(beat: number, choice: number): void {
    this.row(LogKind.answer, -1, -1, beat, beat, 0, choice);
  }

  logBlock(kind: number, a: number, b: number, block: BlockRef, x: number): void {
    this.changed = true;
    this.row(kind, a, b, block.id, block.key0, block.key1, x);
    if (kind !== LogKind.blockRejected) return;
    const { story } = this.variables;
    const happened = notedRefusal(story.happened, a, x);
    if (happened !== story.happened) this.variables.story = { ...story, happened };
  }

  logTip(a: number, previous: BlockRef, tip: BlockRef, disconnectedBlocks: number): void {
    this.log_.add(this.now, LogKind.tip, a, previous.id, tip.id, disconnectedBlocks);
    this.trace.add(
      this.now,
      LogKind.tip,
      this.nodes[a]!.key,
      previous.key0,
      tip.key0,
      tip.key1,
      disconnectedBlocks,
    );
    this.changed = true;
    const { story } = this.variables;
    const happened =
      disconnectedBlocks > 0
        ? notedReorg(story.happened, a, previous, tip, disconnectedBlocks)
        : story.happened;
    if (happened !== story.happened) this.variables.story = { ...story, happened };
    this.wakeAttackers(a);
  }

  logTx(kind: number, a: number, b: number, tx: TxRef, x: number): void {
    const isCause = kind === LogKind.txRemoved;
    this.log_.add(this.now, kind, a, b, tx.id, x);
    this.trace.add(this.now, kind, this.nodes[a]!.key, isCause ? b : this.keyOf(b), tx.key0, tx.key1, x);
    this.changed = true;
    const { story } = this.variables;
    const happened =
      kind === LogKind.payment && this.inTraffic
        ? story.happened
        : notedTx(story.happened, kind, a, b, tx, x);
    if (happened !== story.happened) this.variables.story = { ...story, happened };
    if (kind === LogKind.txAccepted || kind === LogKind.txRejected) this.wakeAttackers(a);
  }

  /** Attackers look again whenever they or their merchant see something new. */
  wakeAttackers(seenBy: number): void {
    for (const index of this.attackers) {
      const attacker = this.nodes[index]!;
      if (index === seenBy || attacker.attack?.merchant === seenBy) {
        this.setTimer(this.own(index), Timer.attack, 0, 1);
      }
    }
  }

  reason(text: string): number {
    return this.tables.reason(text);
  }

  checkBody(block: BlockRef): Verdict {
    return checkBody(block, this.coins, this.params);
  }

  checkForm(block: BlockRef): Verdict {
    return checkForm(block, this.params);
  }

  coinsAt(tip: BlockRef): CoinsView {
    return this.coins.at(tip);
  }

  /** The whole set at a tip, for wallets. */
  utxoSetAt(tip: BlockRef): UtxoSet {
    return this.coins.at(tip);
  }

  refOf(tx: Transaction): TxRef {
    const ref = this.tables.refOf(tx);
    assert(ref !== undefined, 'every transaction in a mempool was registered');
    return ref;
  }

  findTx(txid: Txid): TxRef | undefined {
    return this.tables.findTx(txid);
  }

  isConfirmed(tx: TxRef, tip: BlockRef): boolean {
    return this.tables.isConfirmed(tx, tip);
  }

  // ── for actions and actors ────────────────────────────────────────────────────────────────────────────────────────

  /** Index of a node by name, or undefined. */
  indexOf(name: string): number | undefined {
    return this.nodeByName.get(name);
  }

  /** The node, ready to be changed. */
  own(index: number): NodeState {
    const node = this.nodes[index]!;
    if (this.ownedNodes[index] === 1) return node;
    const copy = copyNode(node);
    this.nodes[index] = copy;
    this.ownedNodes[index] = 1;
    for (const peer of copy.peers) this.notePeer(peer);
    return copy;
  }

  private notePeer(peer: Peer): void {
    while (this.peers.length <= peer.incoming) this.peers.push(undefined);
    this.peers[peer.incoming] = peer;
  }

  registerTx(tx: Transaction, from: number, to: number, amount: bigint): TxRef {
    return this.tables.addTx(tx, from, to, amount);
  }

  addNode(
    place: Omit<NodePlace, 'bornRow'>,
    hashRate: number,
    online: boolean,
    synced: boolean,
    outboundTarget: number,
    rules: Pick<ScenarioNode, 'policy' | 'diverseOutbound'> = {},
  ): NodeState {
    const index = this.nodes.length;
    const genesis = this.prologue.blocks[0]!;
    const tip = synced ? this.prologue.tip : genesis;
    const node: NodeState = {
      index,
      key: labelKey(0, place.name),
      name: place.name,
      role: place.role,
      random: prngFor(this.run.seed, `node ${place.name}`),
      online: false,
      incoming: [],
      peers: [],
      tip,
      bestHeader: tip,
      blocksInFlight: [],
      waitingBlocks: new Map(),
      mempool: createMempool(),
      otherWitness: new Map(),
      orphans: new Map(),
      refusedTransactions: new Set(),
      requestedTransactions: new Map(),
      addresses: new Set(),
      discouraged: new Set(),
      outboundTarget,
      diverseOutbound: rules.diverseOutbound === true,
      policy: chosenPolicy(this.policy, rules.policy),
      dialing: 0,
      miner: idleMiner(hashRate),
      attack: undefined,
      strategy: undefined,
      flood: undefined,
      timerCount: 0,
    };
    for (let block: BlockRef | undefined = tip; block !== undefined; block = block.parent)
      this.knowledge.setStatus(index, block.id, BlockStatus.valid);
    this.nodes.push(node);
    if (index >= this.nodeKeys.length) {
      const wider = new Int32Array(index * 2);
      wider.set(this.nodeKeys);
      this.nodeKeys = wider;
    }
    this.nodeKeys[index] = node.key;
    const { name, role, x, y, network } = place;
    const bornRow = this.log_.next;
    this.places.push({ name, role, x, y, bornRow, ...(network === undefined ? {} : { network }) });
    if (this.namesAreShared) this.nodeByName = new Map(this.nodeByName);
    this.namesAreShared = false;
    (this.nodeByName as Map<string, number>).set(place.name, index);
    this.ownedNodes = widened(this.ownedNodes, index);
    this.ownedNodes[index] = 1;
    if (hashRate > 0) this.floor.miners.push(index);
    if (this.prologue.payees.includes(place.name)) this.users.push(index);
    this.row(LogKind.nodeDown, index, -1, -1, 0, 0, 0);
    if (online) this.startNode(node);
    return node;
  }

  startNode(node: NodeState): void {
    node.online = true;
    this.row(LogKind.nodeUp, node.index, -1, -1, 0, 0, node.miner.hashRate);
    this.logTip(node.index, node.tip, node.tip, 0);
    if (node.miner.hashRate > 0) this.setRate(node);
    planConnections(this, node);
  }

  stopNode(node: NodeState): void {
    const peers = node.peers.map((peer) => peer.node);
    this.variables.stoppedPeers = new Map([...this.variables.stoppedPeers, [node.index, peers]]);
    for (const peer of [...node.peers]) this.closeLink(peer.link, LinkDownCause.stopped);
    node.online = false;
    node.miner.burstRate = 0;
    this.reconsiderMining(node);
    this.row(LogKind.nodeDown, node.index, -1, -1, 0, 0, 0);
  }

  /** Begins a new grid for the node's present rate and a job on it. */
  setRate(node: NodeState): void {
    const { miner } = node;
    if (!this.floor.miners.includes(node.index)) this.floor.miners.push(node.index);
    const tries = triesOnParent(miner, this.now);
    const rate = miner.burstRate || miner.hashRate;
    this.log_.add(
      this.now,
      LogKind.hashRate,
      node.index,
      miner.burstRate > 0 ? 1 : 0,
      Math.min(tries, 0x7fffffff),
      rate,
    );
    this.trace.add(this.now, LogKind.hashRate, node.key, miner.burstRate > 0 ? 1 : 0, 0, 0, rate);
    this.reconsiderMining(node);
  }

  /** Bursts so that a block is expected within about three simulated seconds, until the node's next find. */
  burst(node: NodeState): void {
    const parent = node.miner.secretTip ?? node.tip;
    const expected = Number(workFromBits(parent.block.header.bits));
    node.miner.burstRate = Math.max(node.miner.hashRate, Math.ceil(expected / 3));
    this.setRate(node);
  }

  openLink(
    a: number,
    b: number,
    given: Partial<Pick<Link, 'latencyMicros' | 'bytesPerSecond' | 'lossPerMillion'>> = {},
  ): void {
    const index = this.links.length;
    const keyA = this.nodes[a]!.key;
    const keyB = this.nodes[b]!.key;
    const earlier = this.countConnection(a, b);
    const link: Link = {
      index,
      a,
      b,
      key: finish(mix(mix(mix(0, keyA), keyB), earlier)),
      latencyMicros: given.latencyMicros ?? latencyBetween(this.places[a]!, this.places[b]!),
      bytesPerSecond: given.bytesPerSecond ?? defaultBytesPerSecond,
      lossPerMillion: given.lossPerMillion ?? 0,
    };
    this.wires.add(link);
    this.log_.add(this.now, LogKind.linkUp, a, b, index, link.latencyMicros);
    this.trace.add(this.now, LogKind.linkUp, keyA, keyB, link.key, 0, link.latencyMicros);
    this.notePeer(connected(this, this.own(b), a, index, true));
    this.notePeer(connected(this, this.own(a), b, index, false));
  }

  /** Counts one more connection between two nodes and returns how many there were before. */
  private countConnection(a: number, b: number): number {
    if (this.connections === undefined) {
      this.connections = new Map();
      for (const link of this.links) this.countConnection(link.a, link.b);
    }
    const pair = pairKey(a, b);
    const earlier = this.connections.get(pair) ?? 0;
    this.connections.set(pair, earlier + 1);
    return earlier;
  }

  closeLink(index: number, cause: number): void {
    const link = this.wires.all[index]!;
    if (!this.wires.isOpen(index)) return;
    this.wires.close(index);
    this.log_.add(this.now, LogKind.linkDown, link.a, link.b, index, cause);
    this.trace.add(
      this.now,
      LogKind.linkDown,
      this.nodes[link.a]!.key,
      this.nodes[link.b]!.key,
      link.key,
      0,
      cause,
    );
    const { a, b } = link;
    for (const [node, incoming] of [
      [a, index * 2 + 1],
      [b, index * 2],
    ] as const) {
      const left = this.own(node);
      this.peers[incoming] = undefined;
      disconnected(this, left, incoming);
    }
  }

  /** The open connection between two nodes, if any. */
  linkBetween(a: number, b: number): Link | undefined {
    const peer = this.nodes[a]!.peers.find((candidate) => candidate.node === b);
    return peer === undefined ? undefined : this.links[peer.link];
  }

  /** Whether nothing outside the two nodes forbids a connection. */
  reachable(a: number, b: number): boolean {
    const { partition, cutPairs } = this.variables;
    if (!this.nodes[a]!.online || !this.nodes[b]!.online) return false;
    if (partition !== undefined && (partition[a] ?? -1) !== (partition[b] ?? -1)) return false;
    return !cutPairs.has(pairKey(a, b));
  }

  restartTraffic(meanMicros: number): void {
    this.variables.trafficMeanMicros = meanMicros;
    this.variables.trafficEpoch++;
    this.scheduleTraffic();
  }

  /** Lets an attack begin: its node is looked at whenever it or its merchant learns something. */
  addAttacker(node: NodeState): void {
    if (!this.attackers.includes(node.index)) this.attackers.push(node.index);
  }

  /** Lets everybody see what a miner withheld. */
  publish(node: NodeState): void {
    publishBranch(this, node);
  }

  // ── events ────────────────────────────────────────────────────────────────────────────────────────────────────────

  private handleEvent(): void {
    const event = this.queue.pop();
    const { kind, node: index, source, x, payload } = event;
    if (kind === EventKind.deliver) this.handleDelivery(index, source, x, payload);
    else if (kind === EventKind.timer) {
      if (!this.nodes[index]!.online) return;
      if (source === Timer.attack) attackerStep(this, this.own(index));
      else if (source === Timer.flood) floodStep(this, this.own(index), x);
      else timerFired(this, this.own(index), source, x);
    } else if (kind === EventKind.link) this.handleDial(index, source);
    else if (kind === EventKind.traffic && source === this.variables.trafficEpoch) {
      this.inTraffic = true;
      makeTrafficPayment(this, this.traffic);
      this.inTraffic = false;
      this.scheduleTraffic();
    }
  }

  private handleDelivery(to: number, direction: number, sentAt: number, payload: number): void {
    const message = this.tables.payloadAt(payload)!;
    const from = this.wires.senderOf(direction);
    const link = direction >> 1;
    const arrives = this.wires.isOpen(link);
    const key = this.tables.payloadKeys[payload]!;
    this.row(arrives ? LogKind.receive : LogKind.lost, to, from, payload, key, message.size, sentAt);
    if (!arrives) return;
    receive(this, this.own(to), direction, message);
  }

  private handleDial(from: number, target: number): void {
    const node = this.own(from);
    if (node.dialing > 0) node.dialing--;
    const open = this.reachable(from, target) && !this.nodes[target]!.discouraged.has(from);
    if (open && this.linkBetween(from, target) === undefined) this.openLink(from, target);
  }

  private handleAction(): void {
    this.carryOut(this.actions[this.variables.nextAction++]!);
  }

  /** Does what a user, a scenario or a beat asks for. */
  carryOut(scheduled: ScheduledAction): void {
    const index = this.carriedOut.push(scheduled) - 1;
    this.row(LogKind.action, -1, -1, index, actionKey(scheduled.action), 0, scheduled.scripted ? 1 : 0);
    const refusal = applyAction(this, scheduled.action);
    if (refusal !== undefined) this.row(LogKind.actionRefused, -1, -1, index, 0, 0, this.reason(refusal));
    this.changed = true;
    this.floor.isOutdated = true;
  }

  private scheduleTraffic(): void {
    const { trafficMeanMicros, trafficEpoch } = this.variables;
    if (trafficMeanMicros <= 0) return;
    const tie = tieBreak(this.seedKey, 0x74726166, trafficEpoch, this.variables.trafficCount++);
    this.queue.push(
      this.now + 1 + drawWait(this.traffic, trafficMeanMicros),
      EventKind.traffic,
      tie,
      -1,
      trafficEpoch,
      0,
      -1,
    );
  }

  // ── mining ────────────────────────────────────────────────────────────────────────────────────────────────────────

  private startJob(node: NodeState, parent: BlockRef, rate: number, choice?: ChosenTransactions): void {
    const { miner } = node;
    if (miner.parent === parent) miner.triesBefore = triesOnParent(miner, this.now);
    else {
      miner.triesBefore = 0;
      miner.parent = parent;
      this.logBlock(LogKind.mining, node.index, -1, parent, 0);
    }
    miner.job = newJob(this, node, parent, rate, choice);
    miner.refreshAt = Number.POSITIVE_INFINITY;
    this.floor.isOutdated = true;
  }

  // ── tables, rows ──────────────────────────────────────────────────────────────────────────────────────────────────

  private start(): void {
    const { scenario } = this.run;
    for (const node of scenario.nodes) {
      const online = node.online !== false;
      const outboundTarget = node.outboundTarget ?? scenario.outboundTarget;
      this.addNode(node, node.hashRate, online, online, outboundTarget, node);
    }
    const online = this.nodes.filter((node) => node.online);
    for (const node of this.nodes)
      for (const other of online.slice(0, 2)) if (other !== node) node.addresses.add(other.index);
    for (const link of scenario.links) {
      const a = this.indexOf(link.a);
      const b = this.indexOf(link.b);
      if (a !== undefined && b !== undefined && a !== b) this.openLink(a, b, link);
    }
    this.scheduleTraffic();
  }

  /** What a message is about, by content. */
  private readonly payloadKey = (message: Message): number => {
    let key = commandCode[message.command];
    if (message.malformed !== undefined) key = mix(key, message.malformed.key);
    for (const block of message.blocks) key = mix(key, block.key0);
    for (const tx of message.transactions) key = mix(key, tx.key0);
    for (const address of message.addresses) key = mix(key, this.nodes[address]!.key);
    return key;
  };

  private row(
    kind: number,
    a: number,
    b: number,
    object: number,
    key0: number,
    key1: number,
    x: number,
  ): void {
    this.log_.add(this.now, kind, a, b, object, x);
    this.trace.add(this.now, kind, this.keyOf(a), this.keyOf(b), key0, key1, x);
  }

  private keyOf(node: number): number {
    return node < 0 ? node : this.nodeKeys[node]!;
  }
}

function widened(owned: Uint8Array, index: number): Uint8Array<ArrayBuffer> {
  const wider = new Uint8Array(index < owned.length ? owned.length : Math.max(16, index * 2));
  wider.set(owned);
  return wider;
}
