import type { History } from '#app/history';

/** A transaction in the flow. */
export interface FlowTx {
  readonly tx: number;
  /** Index into `columns`. */
  readonly column: number;
  /** 0, or one more than the transaction of the same column that it spends. */
  readonly sub: number;
  readonly kind: 'coinbase' | 'payment' | 'pending';
  /** satoshis that go through it */
  readonly value: number;
}

/** One output, drawn as a band from its transaction to its spender, or to an open end. */
export interface FlowCoin {
  readonly tx: number;
  readonly vout: number;
  /** satoshis */
  readonly value: number;
  readonly owner: number;
  /** The spender in this picture, −1 while unspent. */
  readonly spender: number;
  readonly input: number;
  /** Its transaction lies before the first column. */
  readonly fromBefore: boolean;
}

/** A block, or the waiting payments at the right end. */
export interface FlowColumn {
  /** Block index, −1 for the waiting payments. */
  readonly block: number;
  /** −1 for the waiting payments. */
  readonly height: number;
}

/** Transactions of a block that a reorganisation took out and that met the same fate. */
export interface FlowGhost {
  readonly txs: readonly number[];
  /** The block it was in. */
  readonly block: number;
  readonly height: number;
  readonly fate: 're-mined' | 'back-in-mempool' | 'conflicted' | 'vanished';
  /** The transaction that stands in its place (`conflicted`), else −1. */
  readonly conflict: number;
}

/** What the coin flow shows, before any geometry. */
export interface FlowGraph {
  readonly columns: readonly FlowColumn[];
  readonly txs: readonly FlowTx[];
  readonly coins: readonly FlowCoin[];
  readonly ghosts: readonly FlowGhost[];
  /** Waiting payments that are left out because there are too many, or because they hang on too many others. */
  readonly hidden: number;
}

/** Waiting payments drawn at most, and how many of them may hang on each other in a row. */
const mostWaiting = 20;
const deepestWaiting = 2;

/** Gathers the flow of coins through the newest blocks of a chain.
 * @param tip the chain's tip, −1 gives an empty graph
 * @param blocks columns at most, the newest ones
 * @param pending transactions that wait, in any order
 * @param options.ghosts what a reorganisation took out, if one is to be shown */
export function flowGraphOf(
  history: History,
  tip: number,
  blocks: number,
  pending: readonly number[],
  ghosts: readonly FlowGhost[] = [],
): FlowGraph {
  const columns: FlowColumn[] = [];
  for (let at = tip; at >= 0 && columns.length < blocks; at = history.blocks[at]!.parent) {
    columns.unshift({ block: at, height: history.blocks[at]!.height });
  }
  const members = columns.map((column) => history.blocks[column.block]!.transactions);
  if (pending.length > 0) {
    columns.push({ block: -1, height: -1 });
    members.push(pending);
  }
  const place = new Map<number, { column: number; sub: number }>();
  const txs: FlowTx[] = [];
  const dropped = new Set<number>();
  let shownWaiting = 0;
  members.forEach((list, column) => {
    for (const tx of list) {
      const record = history.transactions[tx];
      if (record === undefined) continue;
      const waits = columns[column]!.block < 0;
      const sub = record.inputs.reduce((most, input) => {
        const source = place.get(input.source);
        if (source === undefined) return most + (waits && dropped.has(input.source) ? deepestWaiting + 1 : 0);
        return source.column === column ? Math.max(most, source.sub + 1) : most;
      }, 0);
      if (waits && (sub > deepestWaiting || shownWaiting >= mostWaiting)) {
        dropped.add(tx);
        continue;
      }
      if (waits) shownWaiting++;
      place.set(tx, { column, sub });
      txs.push({
        tx,
        column,
        sub,
        kind: record.coinbase ? 'coinbase' : waits ? 'pending' : 'payment',
        value:
          record.outputs.reduce((sum, output) => sum + Number(output.value), 0) + Number(record.fee || 0),
      });
    }
  });
  return { columns, txs, coins: coinsOf(history, txs, place), ghosts, hidden: dropped.size };
}

function coinsOf(history: History, txs: readonly FlowTx[], place: ReadonlyMap<number, unknown>): FlowCoin[] {
  const spenders = new Map<string, { tx: number; input: number }>();
  for (const { tx } of txs) {
    history.transactions[tx]!.inputs.forEach((input, index) => {
      if (input.source >= 0) spenders.set(`${input.source}:${input.vout}`, { tx, input: index });
    });
  }
  const coins: FlowCoin[] = [];
  for (const { tx } of txs) {
    const record = history.transactions[tx]!;
    record.outputs.forEach((output, vout) => {
      if (BigInt(output.value) === 0n) return;
      const spender = spenders.get(`${tx}:${vout}`);
      coins.push({
        tx,
        vout,
        value: Number(output.value),
        owner: output.owner,
        spender: spender?.tx ?? -1,
        input: spender?.input ?? -1,
        fromBefore: false,
      });
    });
    record.inputs.forEach((input, index) => {
      if (input.source < 0 || place.has(input.source)) return;
      coins.push({
        tx: input.source,
        vout: input.vout,
        value: Number(input.value || 0),
        owner: input.owner,
        spender: tx,
        input: index,
        fromBefore: true,
      });
    });
  }
  return coins;
}

/** Transactions that someone has by `time`, that no block of the chain holds and none of them contradicts: what waits.
 * Looks only at the newest `scan` transactions. */
export function pendingOf(history: History, tip: number, time: number, scan = 240): readonly number[] {
  const waiting: number[] = [];
  for (let tx = history.transactions.length - 1; tx >= 0 && tx >= history.transactions.length - scan; tx--) {
    const record = history.transactions[tx]!;
    if (record.coinbase || (tip >= 0 && history.confirmedIn(tx, tip) >= 0)) continue;
    if (!history.arrivals('tx', tx).some((arrival) => arrival.time <= time)) continue;
    const contradicted = record.inputs.some(
      (input) => tip >= 0 && history.spentBy(input.txid, input.vout, tip) >= 0,
    );
    if (!contradicted) waiting.push(tx);
  }
  return waiting.reverse();
}

/** What the newest reorganisation onto the chain of `tip` took out, when its fork point lies among the newest `blocks`
 * blocks; empty otherwise.
 * @param node whose reorganisation, −1 for anybody's */
export function ghostsOf(
  history: History,
  tip: number,
  node: number,
  time: number,
  blocks: number,
): readonly FlowGhost[] {
  const reorg = history.reorganisations.findLast(
    (entry) =>
      entry.time <= time &&
      (node < 0 || entry.node === node) &&
      tip >= 0 &&
      history.isAncestor(entry.connected.at(-1) ?? -1, tip),
  );
  if (reorg === undefined) return [];
  const height = history.blocks[tip]!.height;
  if (height - (history.blocks[reorg.forkPoint]?.height ?? -blocks) >= blocks) return [];
  return [...reorg.disconnected].reverse().flatMap((block) => {
    const groups = new Map<string, { readonly first: Omit<FlowGhost, 'txs'>; readonly txs: number[] }>();
    for (const tx of history.blocks[block]!.transactions) {
      const fate = reorg.fates.find((entry) => entry.tx === tx);
      if (fate === undefined) continue;
      const group = groups.get(fate.fate);
      if (group !== undefined) group.txs.push(tx);
      else {
        const { height: at } = history.blocks[block]!;
        const first = { block, height: at, fate: fate.fate, conflict: fate.conflict };
        groups.set(fate.fate, { first, txs: [tx] });
      }
    }
    return [...groups.values()].map(({ first, txs }) => ({ ...first, txs }));
  });
}
