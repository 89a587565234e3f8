import { isMessageRow, type LogColumns, LogKind } from '#simulation/log';
import type {
  ActionRecord,
  BlockRecord,
  LinkRecord,
  NodeRecord,
  PayloadRecord,
  TxRecord,
} from '#simulation/records';
import type { TimedAction } from '#simulation/run';
import type { Acted, Advanced } from '#workers/simulation-api';
import { ChainIndex } from './chain-index.ts';
import { countBelow, type IntColumn, intColumn } from './column.ts';
import { ForkTracker } from './fork-tracker.ts';
import type { ForkSpan, History, LogRow, Reorganisation } from './history.ts';
import { LogStore } from './log-store.ts';
import { packTransactions } from './pack-transactions.ts';
import { PayloadTable } from './payload-table.ts';
import { reorganisation } from './reorganisation.ts';
import { SharedTexts } from './shared-texts.ts';
import { StoryWindows } from './story-windows.ts';
import { TransactionIndex } from './transaction-index.ts';

/** A node's attributes as step functions: each column holds the ordinals of the milestones that changed it. */
export interface NodeSteps {
  /** `nodeUp` and `nodeDown`. */
  readonly online: IntColumn;
  readonly tip: IntColumn;
  readonly mempool: IntColumn;
  /** `hashRate`, `nodeUp` and `nodeDown`. */
  readonly hashRate: IntColumn;
  readonly mining: IntColumn;
  readonly secret: IntColumn;
  readonly role: IntColumn;
}

/** When a block was found, hidden and shown, as ordinals of milestones; −1: never. */
export interface BlockSteps {
  readonly found: IntColumn;
  readonly withheld: IntColumn;
  readonly published: IntColumn;
  /** The newest `blockAccepted` of each block, and how many there are; older ones follow in `previous`. */
  readonly lastAccepted: IntColumn;
  readonly accepted: IntColumn;
}

/** A history that can grow, be cut at its end, and be copied: the fold of one timeline's log. */
export interface HistoryStore extends History {
  readonly log: LogStore;
  /** Each with the ordinal of the milestone that opened it. */
  readonly forks: readonly (ForkSpan & { readonly ordinal: number })[];
  readonly nodeSteps: readonly NodeSteps[];
  readonly linkSteps: readonly IntColumn[];
  readonly blockSteps: BlockSteps;
  /** For each milestone about an accepted block or transaction, the one before it about the same object, else −1. */
  readonly previous: IntColumn;
  /** Stretches worth watching slowly. */
  readonly story: StoryWindows;
  /** Rows of interesting moments, beside `interesting`. */
  readonly interestingRows: readonly number[];
  append(advanced: Advanced): void;
  setUserActions(actions: readonly TimedAction[]): void;
  /** Takes back forgotten messages with `from` ≤ time ≤ `to`. */
  refill(from: number, to: number, log: LogColumns): void;
  /** Forgets every row from `rows` on, as if it had never happened, and the records that only they knew.
   * @param records entries of each table that stay; without them, tables are cut when another future fills them */
  truncate(rows: number, records?: RecordCounts): void;
  clone(): HistoryStore;
  /** Makes a copy that knows less about the mempools before `before` (microseconds): how transactions spread is left
   * out but for their first arrival, and mempools are sampled. Works in slices of some thousand rows; this history may
   * grow in between; what is yielded is the number of rows still to do. The copy shares this one's messages, so this one must not grow afterwards.
   * @returns undefined when this history was cut meanwhile */
  thinned(before: number, slice?: number): Generator<number, HistoryStore | undefined>;
  /** The first known row with an index ≥ `row` / the last with an index < `row`; undefined where there is none. */
  rowFrom(row: number): LogRow | undefined;
  rowBefore(row: number): LogRow | undefined;
  /** Online nodes at a row. */
  onlineAt(row: number): number;
}

/** Entries of each table. */
export type RecordCounts = Acted['commonRecords'];

export interface HistoryOptions {
  /** Message rows kept; older ones are forgotten and recomputed on demand. */
  readonly messageCapacity?: number;
}

/** Payloads of forgotten messages are put away whenever so many more rows were forgotten. */
const forgottenPerTidying = 100_000;

/** So many of the newest transactions stay objects; older ones become bytes, so many at a time. */
const unpackedTransactions = 800;
const packSize = 128;

/** Rows folded before a thinning lets others work. */
const thinningSlice = 5_000;
/** In the thinned past a node's mempool is known this often. */
const mempoolSampleMicros = 600e6;
/** Of these, a thinned history has lost some. */
export const thinnedKinds: ReadonlySet<number> = new Set([
  LogKind.txAccepted,
  LogKind.txRemoved,
  LogKind.txOrphan,
]);
/** Refused payments this soon after one that was told are the same news. */
const refusalBurstMicros = 5e6;

/** An empty history, ready to be appended to. */
export function createHistory(options: HistoryOptions = {}): HistoryStore {
  return new FoldedHistory(new LogStore(options.messageCapacity ?? 400_000));
}

/** The newest of the ordinals in `steps` below `now`, −1 when there is none.
 * Looks first where the last search ended, for playback goes on from there; else strides back from the end, which costs
 * the logarithm of the distance. */
export function stepAt(steps: IntColumn, now: number): number {
  const { values, length } = steps;
  for (let at = steps.hint; at < length && at <= steps.hint + 1; at++) {
    const step = values[at] as number;
    if (step >= now) break;
    if (at + 1 < length && (values[at + 1] as number) < now) continue;
    steps.hint = at;
    return step;
  }
  let high = length;
  let stride = 1;
  while (high > 0 && (values[high - 1] as number) >= now) {
    high -= stride;
    stride *= 2;
  }
  if (high <= 0 && length === 0) return -1;
  // Everything from here up to the last stride is undecided.
  let low = Math.max(0, high);
  let top = Math.min(length, Math.max(0, high) + (stride >> 1));
  while (low < top) {
    const middle = (low + top) >>> 1;
    if ((values[middle] as number) < now) low = middle + 1;
    else top = middle;
  }
  if (low === 0) return -1;
  steps.hint = low - 1;
  return values[low - 1] as number;
}

class FoldedHistory implements HistoryStore {
  readonly nodes: NodeRecord[] = [];
  readonly links: LinkRecord[] = [];
  readonly blocks: BlockRecord[] = [];
  readonly transactions: TxRecord[] = [];
  #payloads = new PayloadTable();
  /** Forgotten messages when payloads were last put away. */
  #tidiedAt = 0;
  readonly actions: ActionRecord[] = [];
  readonly reasons: string[] = [];
  userActions: readonly TimedAction[] = [];
  reached = 0;
  version = 0;
  cuts = 0;
  thinnedFrom: WeakRef<History> | undefined;
  readonly log: LogStore;
  readonly nodeSteps: NodeSteps[] = [];
  readonly linkSteps: IntColumn[] = [];
  readonly blockSteps: BlockSteps = {
    found: intColumn(),
    withheld: intColumn(),
    published: intColumn(),
    lastAccepted: intColumn(),
    accepted: intColumn(),
  };
  readonly previous: IntColumn = intColumn(1920);
  readonly interesting: number[] = [];
  readonly interestingRows: number[] = [];
  readonly reorganisations: Reorganisation[] = [];
  /** The newest `txAccepted` of each transaction, −1: none; older ones follow in `previous`. */
  readonly #lastTxAccepted: IntColumn = intColumn();
  #texts = new SharedTexts();
  readonly #chain = new ChainIndex();
  #txs = new TransactionIndex(this.#chain, this.transactions);
  /** Transactions below this index are packed. */
  #packedBelow = 0;
  #forks = new ForkTracker(this.#chain);
  readonly #blockByHash = new Map<string, number>();
  /** Reorganisations already told as interesting, by old tip and fork point. */
  readonly #toldReorganisations = new Map<string, number>();
  readonly #toldRejections = new Map<number, number>();
  /** Milestones of the refused payments that were told, oldest first. */
  readonly #toldRefusals: number[] = [];
  story = new StoryWindows();
  #onlineNow = 0;
  #majority = { now: -1, version: -1, tip: -1 };

  constructor(log: LogStore) {
    this.log = log;
  }

  get payloads(): readonly PayloadRecord[] {
    return this.#payloads.records;
  }

  get rowCount(): number {
    return this.log.rowCount;
  }

  get forks(): readonly (ForkSpan & { readonly ordinal: number })[] {
    return this.#forks.forks;
  }

  // Growing

  append(advanced: Advanced): void {
    this.#addRecords(advanced);
    const from = this.log.append(advanced.log, advanced.reached);
    const to = this.log.milestones.row.length;
    for (let ordinal = from; ordinal < to; ordinal++) this.#fold(ordinal);
    this.reached = Math.max(this.reached, advanced.reached);
    this.story.extend(this, from);
    this.#bringBackPayloads(advanced.log);
    if (this.log.forgotten > this.#tidiedAt + forgottenPerTidying) this.#putPayloadsAway();
    if (this.transactions.length >= this.#packedBelow + unpackedTransactions + packSize) this.#pack();
    this.version++;
  }

  setUserActions(actions: readonly TimedAction[]): void {
    this.userActions = actions;
    this.version++;
  }

  refill(from: number, to: number, log: LogColumns): void {
    this.log.refill(from, to, log);
    this.#bringBackPayloads(log);
    this.version++;
  }

  /** A message may carry what was last sent long ago. */
  #bringBackPayloads(log: LogColumns): void {
    if (this.#tidiedAt === 0) return;
    for (let i = 0; i < log.count; i++) {
      if (isMessageRow(log.kind[i] as number)) this.#payloads.bringBack(log.object[i] as number);
    }
  }

  #putPayloadsAway(): void {
    this.#tidiedAt = this.log.forgotten;
    this.#payloads.putAway(this.log.smallestPayload());
  }

  /** One pack at a time, so that no frame waits for many. */
  #pack(): void {
    const from = this.#packedBelow;
    this.#packedBelow = from + packSize;
    const packed = packTransactions(this.transactions.slice(from, this.#packedBelow));
    for (const [offset, record] of packed.entries()) this.transactions[from + offset] = record;
  }

  /** A table continues where it ended. An index that is taken by something else marks where another future begins:
   * the look-ahead's records from there on go. */
  #addRecords({ records }: Advanced): void {
    addAt(this.nodes, records.nodes);
    addAt(this.links, records.links);
    this.#payloads.add(records.payloads);
    addAt(this.actions, records.actions);
    this.reasons.push(...records.reasons);
    this.#addTransactions(records.transactions.map((tx) => this.#texts.transaction(tx, this.transactions)));
    this.#addBlocks(records.blocks);
  }

  #addTransactions(transactions: readonly TxRecord[]): void {
    for (const tx of transactions) {
      if (this.transactions[tx.index]?.wtxid === tx.wtxid) continue;
      if (tx.index < this.transactions.length) this.#cutTransactions(tx.index);
      this.#txs.addTransaction(tx);
      this.transactions.push(tx);
      this.#lastTxAccepted.push(-1);
    }
  }

  #addBlocks(blocks: readonly BlockRecord[]): void {
    for (const block of blocks) {
      if (this.blocks[block.index]?.hash === block.hash) continue;
      if (block.index < this.blocks.length) this.#cutBlocks(block.index);
      this.#chain.add(block);
      this.#txs.addBlock(block);
      if (!this.#blockByHash.has(block.hash)) this.#blockByHash.set(block.hash, block.index);
      this.blocks.push(block);
      this.#addBlockSteps();
    }
  }

  #addBlockSteps(): void {
    for (const column of Object.values(this.blockSteps)) {
      column.push(column === this.blockSteps.accepted ? 0 : -1);
    }
  }

  #cutTransactions(count: number): void {
    this.#txs.truncateTransactions(this.transactions, count);
    this.transactions.length = count;
    this.#packedBelow = Math.min(this.#packedBelow, count);
    this.#lastTxAccepted.truncate(count);
  }

  #cutBlocks(count: number): void {
    this.#txs.truncateBlocks(this.blocks, count);
    for (let index = this.blocks.length - 1; index >= count; index--) {
      const hash = (this.blocks[index] as BlockRecord).hash;
      if (this.#blockByHash.get(hash) === index) this.#blockByHash.delete(hash);
    }
    this.blocks.length = count;
    this.#chain.truncate(count);
    for (const column of Object.values(this.blockSteps)) column.truncate(count);
  }

  #stepsOf(node: number): NodeSteps {
    while (this.nodeSteps.length <= node) {
      this.nodeSteps.push({
        online: intColumn(),
        tip: intColumn(),
        mempool: intColumn(),
        hashRate: intColumn(),
        mining: intColumn(),
        secret: intColumn(),
        role: intColumn(),
      });
    }
    return this.nodeSteps[node] as NodeSteps;
  }

  #linkSteps(link: number): IntColumn {
    while (this.linkSteps.length <= link) this.linkSteps.push(intColumn());
    return this.linkSteps[link] as IntColumn;
  }

  /** Takes one milestone in; `#unfold` takes it out again. */
  #fold(ordinal: number): void {
    const { milestones } = this.log;
    const kind = milestones.kind.values[ordinal] as LogKind;
    const a = milestones.a.values[ordinal] as number;
    const object = milestones.object.values[ordinal] as number;
    let previous = -1;
    switch (kind) {
      case LogKind.nodeUp:
      case LogKind.nodeDown: {
        const steps = this.#stepsOf(a);
        const up = kind === LogKind.nodeUp;
        const wasOnline = this.#isOnline(a, ordinal);
        steps.online.push(ordinal);
        steps.hashRate.push(ordinal);
        if (up !== wasOnline) {
          this.#onlineNow += up ? 1 : -1;
          const tip = this.#tipOf(a, ordinal);
          this.#moveTip(up ? -1 : tip, up ? tip : -1, ordinal);
        }
        if (milestones.time.at(ordinal) > 0) this.#tell(ordinal);
        break;
      }
      case LogKind.tip: {
        const before = this.#tipOf(a, ordinal);
        this.#stepsOf(a).tip.push(ordinal);
        if (milestones.x.at(ordinal) > 0) this.#addReorganisation(ordinal);
        if (this.#isOnline(a, ordinal)) this.#moveTip(before, object, ordinal);
        break;
      }
      case LogKind.txAccepted:
        this.#stepsOf(a).mempool.push(ordinal);
        if (object >= 0 && object < this.#lastTxAccepted.length) {
          previous = this.#lastTxAccepted.at(object);
          this.#lastTxAccepted.values[object] = ordinal;
        }
        break;
      case LogKind.txRemoved:
      case LogKind.txReturned:
        this.#stepsOf(a).mempool.push(ordinal);
        break;
      case LogKind.hashRate:
        this.#stepsOf(a).hashRate.push(ordinal);
        break;
      case LogKind.mining:
        this.#stepsOf(a).mining.push(ordinal);
        break;
      case LogKind.secret:
        this.#stepsOf(a).secret.push(ordinal);
        this.#tell(ordinal);
        break;
      case LogKind.role:
        this.#stepsOf(a).role.push(ordinal);
        break;
      case LogKind.linkUp:
      case LogKind.linkDown:
        this.#linkSteps(object).push(ordinal);
        break;
      case LogKind.blockFound:
        this.#mark(this.blockSteps.found, object, ordinal);
        this.#tell(ordinal);
        break;
      case LogKind.withheld:
        this.#mark(this.blockSteps.withheld, object, ordinal);
        break;
      case LogKind.published:
        this.#forPublished(ordinal, (block) => this.#mark(this.blockSteps.published, block, ordinal));
        this.#tell(ordinal);
        break;
      case LogKind.blockAccepted:
        if (object >= 0 && object < this.blocks.length) {
          previous = this.blockSteps.lastAccepted.at(object);
          this.blockSteps.lastAccepted.values[object] = ordinal;
          this.blockSteps.accepted.values[object] = this.blockSteps.accepted.at(object) + 1;
        }
        break;
      case LogKind.txRejected:
        if (!this.#toldRejections.has(object)) {
          this.#toldRejections.set(object, ordinal);
          this.#tellRefusal(ordinal);
        }
        break;
      case LogKind.blockRejected:
      case LogKind.misbehaviour:
      case LogKind.action:
      case LogKind.attack:
      case LogKind.actionRefused:
      case LogKind.beat:
        this.#tell(ordinal);
        break;
      default:
        break;
    }
    this.previous.push(previous);
  }

  /** Undoes `#fold` for the newest milestone; forks and told moments are cut by the caller. */
  #unfold(ordinal: number): void {
    const { milestones } = this.log;
    const a = milestones.a.values[ordinal] as number;
    const object = milestones.object.values[ordinal] as number;
    const steps = this.nodeSteps[a];
    switch (milestones.kind.values[ordinal] as LogKind) {
      case LogKind.nodeUp:
      case LogKind.nodeDown:
        popAt(steps?.online, ordinal);
        popAt(steps?.hashRate, ordinal);
        break;
      case LogKind.tip:
        popAt(steps?.tip, ordinal);
        break;
      case LogKind.txAccepted:
        popAt(steps?.mempool, ordinal);
        if (object >= 0 && object < this.#lastTxAccepted.length) {
          this.#lastTxAccepted.values[object] = this.previous.at(ordinal);
        }
        break;
      case LogKind.txRemoved:
      case LogKind.txReturned:
        popAt(steps?.mempool, ordinal);
        break;
      case LogKind.hashRate:
        popAt(steps?.hashRate, ordinal);
        break;
      case LogKind.mining:
        popAt(steps?.mining, ordinal);
        break;
      case LogKind.secret:
        popAt(steps?.secret, ordinal);
        break;
      case LogKind.role:
        popAt(steps?.role, ordinal);
        break;
      case LogKind.linkUp:
      case LogKind.linkDown:
        popAt(this.linkSteps[object], ordinal);
        break;
      case LogKind.blockFound:
        this.#unmark(this.blockSteps.found, object, ordinal);
        break;
      case LogKind.withheld:
        this.#unmark(this.blockSteps.withheld, object, ordinal);
        break;
      case LogKind.published:
        this.#forPublished(ordinal, (block) => this.#unmark(this.blockSteps.published, block, ordinal));
        break;
      case LogKind.blockAccepted:
        if (object >= 0 && object < this.blocks.length) {
          this.blockSteps.lastAccepted.values[object] = this.previous.at(ordinal);
          this.blockSteps.accepted.values[object] = this.blockSteps.accepted.at(object) - 1;
        }
        break;
      default:
        break;
    }
  }

  #mark(column: IntColumn, block: number, ordinal: number): void {
    if (block >= 0 && block < column.length && column.at(block) < 0) column.values[block] = ordinal;
  }

  #unmark(column: IntColumn, block: number, ordinal: number): void {
    if (column.at(block) === ordinal) column.values[block] = -1;
  }

  /** A publication shows its tip and the blocks below that were withheld with it. */
  #forPublished(ordinal: number, visit: (block: number) => void): void {
    let block = this.log.milestones.object.at(ordinal);
    for (let left = this.log.milestones.x.at(ordinal); left > 0 && block >= 0; left--) {
      visit(block);
      block = this.#chain.parent(block);
    }
  }

  #moveTip(fromTip: number, toTip: number, ordinal: number): void {
    if (fromTip === toTip) return;
    const opened = this.#forks.move(fromTip, toTip, this.log.milestones.time.at(ordinal), ordinal);
    if (opened !== undefined) this.#tell(ordinal);
  }

  #addReorganisation(ordinal: number): void {
    const value = this.#reorganisationAt(this.log.milestone(ordinal));
    this.reorganisations.push(value);
    // Two hundred nodes make the same switch; the first is the news.
    const key = `${this.log.milestones.b.at(ordinal)}:${value.forkPoint}`;
    if (this.#toldReorganisations.has(key)) return;
    this.#toldReorganisations.set(key, ordinal);
    this.#tell(ordinal);
  }

  #reorganisationAt({ row, time, a: node, b: oldTip, object: newTip }: LogRow): Reorganisation {
    return reorganisation({
      row,
      time,
      node,
      oldTip,
      newTip,
      chain: this.#chain,
      blocks: this.blocks,
      transactions: this.transactions,
      returned: () => this.#returned(node, time),
      settled: () => this.reached >= time,
    });
  }

  #returned(node: number, time: number): Set<number> {
    const { milestones } = this.log;
    const found = new Set<number>();
    for (let ordinal = this.log.ordinalThrough(time) - 1; ordinal >= 0; ordinal--) {
      if (milestones.time.at(ordinal) < time) break;
      if (milestones.kind.at(ordinal) === LogKind.txReturned && milestones.a.at(ordinal) === node) {
        found.add(milestones.object.at(ordinal));
      }
    }
    return found;
  }

  /** After a reorganisation dozens of payments are refused at once; the first is the news. */
  #tellRefusal(ordinal: number): void {
    const time = this.log.milestones.time.at(ordinal);
    const last = this.#toldRefusals.at(-1);
    if (last !== undefined && time - this.log.milestones.time.at(last) < refusalBurstMicros) return;
    this.#toldRefusals.push(ordinal);
    this.#tell(ordinal);
  }

  #tell(ordinal: number): void {
    const time = this.log.milestones.time.at(ordinal);
    if (this.interesting.at(-1) === time) return;
    this.interesting.push(time);
    this.interestingRows.push(this.log.milestones.row.at(ordinal));
  }

  #tipOf(node: number, now: number): number {
    const steps = this.nodeSteps[node];
    const ordinal = steps === undefined ? -1 : stepAt(steps.tip, now);
    return ordinal < 0 ? -1 : this.log.milestones.object.at(ordinal);
  }

  #isOnline(node: number, now: number): boolean {
    const steps = this.nodeSteps[node];
    const ordinal = steps === undefined ? -1 : stepAt(steps.online, now);
    return ordinal >= 0 && this.log.milestones.kind.at(ordinal) === LogKind.nodeUp;
  }

  // Cutting and copying

  truncate(rows: number, records?: RecordCounts): void {
    const now = this.log.ordinalOf(rows);
    for (let ordinal = this.log.milestones.row.length - 1; ordinal >= now; ordinal--) this.#unfold(ordinal);
    this.previous.truncate(now);
    this.log.truncate(rows);
    const keptMoments = countBelow(this.interestingRows, this.interestingRows.length, rows);
    this.interesting.length = keptMoments;
    this.interestingRows.length = keptMoments;
    while ((this.reorganisations.at(-1)?.row ?? -1) >= rows) this.reorganisations.pop();
    while ((this.#toldRefusals.at(-1) ?? -1) >= now) this.#toldRefusals.pop();
    for (const told of [this.#toldReorganisations, this.#toldRejections] as Map<unknown, number>[]) {
      for (const [key, ordinal] of told) if (ordinal >= now) told.delete(key);
    }
    const onlineTips: number[] = [];
    this.#onlineNow = 0;
    for (let node = 0; node < this.nodeSteps.length; node++) {
      if (!this.#isOnline(node, now)) continue;
      this.#onlineNow++;
      onlineTips.push(this.#tipOf(node, now));
    }
    this.#forks.truncate(now, onlineTips);
    const lastKnown = now === 0 ? 0 : this.log.milestones.time.at(now - 1);
    this.reached = Math.min(this.reached, Math.max(lastKnown, this.log.rowBefore(rows)?.time ?? 0));
    if (records !== undefined) this.#cutRecords(records);
    this.story.truncate(this, now);
    this.cuts++;
    this.version++;
  }

  #cutRecords(records: RecordCounts): void {
    this.nodes.length = Math.min(this.nodes.length, records.nodes);
    this.nodeSteps.length = Math.min(this.nodeSteps.length, records.nodes);
    this.links.length = Math.min(this.links.length, records.links);
    this.linkSteps.length = Math.min(this.linkSteps.length, records.links);
    this.#payloads.truncate(records.payloads);
    this.actions.length = Math.min(this.actions.length, records.actions);
    this.reasons.length = Math.min(this.reasons.length, records.reasons);
    if (records.blocks < this.blocks.length) this.#cutBlocks(records.blocks);
    if (records.transactions < this.transactions.length) this.#cutTransactions(records.transactions);
  }

  clone(): HistoryStore {
    const copy = new FoldedHistory(this.log.clone());
    copy.nodes.push(...this.nodes);
    copy.links.push(...this.links);
    copy.#payloads = new PayloadTable(this.#payloads);
    copy.#tidiedAt = this.#tidiedAt;
    copy.actions.push(...this.actions);
    copy.reasons.push(...this.reasons);
    copy.userActions = this.userActions;
    copy.reached = this.reached;
    copy.#copyContent(this);
    for (const steps of this.nodeSteps) {
      copy.nodeSteps.push({
        online: steps.online.clone(),
        tip: steps.tip.clone(),
        mempool: steps.mempool.clone(),
        hashRate: steps.hashRate.clone(),
        mining: steps.mining.clone(),
        secret: steps.secret.clone(),
        role: steps.role.clone(),
      });
    }
    for (const steps of this.linkSteps) copy.linkSteps.push(steps.clone());
    for (const name of ['found', 'withheld', 'published', 'lastAccepted', 'accepted'] as const) {
      copyInto(copy.blockSteps[name], this.blockSteps[name]);
    }
    copyInto(copy.previous, this.previous);
    copyInto(copy.#lastTxAccepted, this.#lastTxAccepted);
    for (const time of this.interesting) copy.interesting.push(time);
    for (const row of this.interestingRows) copy.interestingRows.push(row);
    for (const [key, ordinal] of this.#toldReorganisations) copy.#toldReorganisations.set(key, ordinal);
    for (const [key, ordinal] of this.#toldRejections) copy.#toldRejections.set(key, ordinal);
    copy.#toldRefusals.push(...this.#toldRefusals);
    for (const { row } of this.reorganisations) {
      copy.reorganisations.push(copy.#reorganisationAt(copy.log.milestone(copy.log.ordinalOf(row))));
    }
    copy.#forks = this.#forks.clone(copy.#chain);
    copy.#onlineNow = this.#onlineNow;
    copy.story = this.story.clone();
    copy.#texts = this.#texts;
    return copy;
  }

  /** Takes over all transactions and blocks, into empty tables. */
  #copyContent(from: FoldedHistory): void {
    for (const tx of from.transactions) this.transactions.push(tx);
    this.#packedBelow = from.#packedBelow;
    this.#txs = new TransactionIndex(this.#chain, this.transactions, from.#txs);
    for (const block of from.blocks) {
      this.blocks.push(block);
      this.#chain.add(block);
      if (!this.#blockByHash.has(block.hash)) this.#blockByHash.set(block.hash, block.index);
    }
  }

  *thinned(before: number, slice = thinningSlice): Generator<number, HistoryStore | undefined> {
    const { cuts } = this;
    const { milestones } = this.log;
    const copy = new FoldedHistory(this.log.withoutMilestones());
    const sampled = new Map<number, number>();
    copy.#copyContent(this);
    for (const _ of this.transactions) copy.#lastTxAccepted.push(-1);
    for (const _ of this.blocks) copy.#addBlockSteps();
    let ordinal = 0;
    for (;;) {
      if (this.cuts !== cuts) return undefined;
      copy.#takeRecords(this);
      const end = Math.min(milestones.row.length, ordinal + slice);
      for (; ordinal < end; ordinal++) {
        const row = this.log.milestone(ordinal);
        if (row.time < before && !this.#survives(row, ordinal, sampled)) continue;
        copy.log.pushMilestone(row);
        copy.#fold(copy.log.milestones.row.length - 1);
      }
      if (ordinal === milestones.row.length) break;
      yield milestones.row.length - ordinal;
    }
    copy.log.rowCount = this.log.rowCount;
    copy.#payloads = this.#payloads;
    copy.#tidiedAt = this.#tidiedAt;
    copy.userActions = this.userActions;
    copy.reached = this.reached;
    copy.version = this.version + 1;
    copy.cuts = this.cuts;
    copy.thinnedFrom = new WeakRef<History>(this);
    copy.story = this.story.clone((old) => copy.log.ordinalOf(milestones.row.at(old)));
    return copy;
  }

  /** Of what fills and empties mempools, first arrivals and a sample per node stay. */
  #survives({ kind, a, time }: LogRow, ordinal: number, sampled: Map<number, number>): boolean {
    if (!thinnedKinds.has(kind)) return true;
    const first = kind === LogKind.txAccepted && this.previous.at(ordinal) < 0;
    if (!first && time - (sampled.get(a) ?? Number.NEGATIVE_INFINITY) < mempoolSampleMicros) return false;
    if (kind !== LogKind.txOrphan) sampled.set(a, time);
    return true;
  }

  #takeRecords(from: FoldedHistory): void {
    for (const name of ['nodes', 'links', 'actions', 'reasons'] as const) {
      const table = this[name] as unknown[];
      for (let index = table.length; index < from[name].length; index++) table.push(from[name][index]);
    }
    this.#texts = from.#texts;
    this.#addTransactions(from.transactions.slice(this.transactions.length));
    this.#addBlocks(from.blocks.slice(this.blocks.length));
  }

  // Asking

  rowsThrough(time: number): number {
    return this.log.rowsThrough(time);
  }

  row(row: number): LogRow | undefined {
    return this.log.row(row);
  }

  rowFrom(row: number): LogRow | undefined {
    return this.log.rowFrom(row);
  }

  rowBefore(row: number): LogRow | undefined {
    return this.log.rowBefore(row);
  }

  milestones(fromTime: number, toTime: number, kinds?: ReadonlySet<number>): readonly LogRow[] {
    const rows: LogRow[] = [];
    const { time, kind } = this.log.milestones;
    const to = this.log.ordinalThrough(toTime);
    const from = countBelow(time.values, to, fromTime);
    const wanted = wantedKinds(kinds);
    for (let ordinal = from; ordinal < to; ordinal++) {
      if (wanted[kind.values[ordinal] as number] === 1) rows.push(this.log.milestone(ordinal));
    }
    return rows;
  }

  messages(fromTime: number, toTime: number, limit: number): readonly LogRow[] {
    return this.log.sends(fromTime, toTime, limit);
  }

  tipAt(node: number, row: number): number {
    const now = this.log.ordinalOf(row);
    return node >= 0 ? this.#tipOf(node, now) : this.#majorityTip(now);
  }

  onlineAt(row: number): number {
    const now = this.log.ordinalOf(row);
    if (now === this.log.milestones.row.length) return this.#onlineNow;
    let online = 0;
    for (let node = 0; node < this.nodeSteps.length; node++) if (this.#isOnline(node, now)) online++;
    return online;
  }

  /** The tip that most online nodes follow; of equally many, the one with more work, then the older. */
  #majorityTip(now: number): number {
    if (this.#majority.now === now && this.#majority.version === this.version) return this.#majority.tip;
    const followers = new Map<number, number>();
    for (let node = 0; node < this.nodeSteps.length; node++) {
      if (!this.#isOnline(node, now)) continue;
      const tip = this.#tipOf(node, now);
      if (tip >= 0) followers.set(tip, (followers.get(tip) ?? 0) + 1);
    }
    let best = -1;
    for (const [tip, count] of followers) {
      const lead = count - (followers.get(best) ?? 0);
      const moreWork = (this.blocks[tip]?.work ?? 0) - (this.blocks[best]?.work ?? 0);
      if (best < 0 || lead > 0 || (lead === 0 && (moreWork > 0 || (moreWork === 0 && tip < best))))
        best = tip;
    }
    this.#majority = { now, version: this.version, tip: best };
    return best;
  }

  isAncestor(block: number, tip: number): boolean {
    return this.#chain.isAncestor(block, tip);
  }

  confirmedIn(tx: number, tip: number): number {
    return this.#txs.confirmedIn(tx, tip);
  }

  spentBy(txid: string, vout: number, tip: number): number {
    return this.#txs.spentBy(txid, vout, tip);
  }

  txByTxid(txid: string): number {
    return this.#txs.byTxid(txid);
  }

  blockByHash(hash: string): number {
    return this.#blockByHash.get(hash) ?? -1;
  }

  originsOf(tx: number): readonly number[] {
    return this.#txs.originsOf(tx, this.transactions);
  }

  arrivals(
    kind: 'block' | 'tx',
    object: number,
  ): readonly { readonly node: number; readonly time: number }[] {
    const { milestones } = this.log;
    const found: { node: number; time: number }[] = [];
    const newest = kind === 'block' ? this.blockSteps.lastAccepted : this.#lastTxAccepted;
    let ordinal = object >= 0 && object < newest.length ? newest.at(object) : -1;
    for (; ordinal >= 0; ordinal = this.previous.at(ordinal)) {
      found.push({ node: milestones.a.at(ordinal), time: milestones.time.at(ordinal) });
    }
    return found.reverse();
  }
}

/** Continues a table. A record with an index already taken replaces it and all after it: they were another future. */
function addAt<T extends { readonly index: number }>(table: T[], records: readonly T[]): void {
  const first = records[0]?.index ?? table.length;
  if (first < table.length) table.length = first;
  for (const record of records) table.push(record);
}

const everyKind = new Uint8Array(256).fill(1);
const masks = new WeakMap<ReadonlySet<number>, Uint8Array>();

/** By kind, 1 where it is wanted: half a million rows are looked through at once when a history was thinned. */
function wantedKinds(kinds: ReadonlySet<number> | undefined): Uint8Array {
  if (kinds === undefined) return everyKind;
  let mask = masks.get(kinds);
  if (mask === undefined) {
    mask = new Uint8Array(256);
    for (const kind of kinds) mask[kind] = 1;
    masks.set(kinds, mask);
  }
  return mask;
}

function popAt(column: IntColumn | undefined, ordinal: number): void {
  if (column !== undefined && column.length > 0 && column.at(column.length - 1) === ordinal) {
    column.truncate(column.length - 1);
  }
}

function copyInto(copy: IntColumn, from: IntColumn): void {
  copy.reserve(from.length);
  copy.values.set(from.values.subarray(0, from.length));
  copy.length = from.length;
}
