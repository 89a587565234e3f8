import { bech32 } from '@scure/base';
import type { History, LogRow, Reorganisation, TxFate } from '../../src/app/history.ts';
import type { Scene } from '../../src/app/scene.ts';
import { merkleRootOf } from '../../src/bitcoin/consensus/merkle-root.ts';
import { targetFromBits, workFromBits } from '../../src/bitcoin/consensus/target.ts';
import { sha256 } from '../../src/bitcoin/crypto/sha256.ts';
import { bytesToHex } from '../../src/bitcoin/encoding/hex.ts';
import type { Block, BlockHeader } from '../../src/bitcoin/primitives/block.ts';
import { encodeHeader, hashHeader } from '../../src/bitcoin/primitives/block-header.ts';
import { blockSize, blockWeight, strippedBlockSize } from '../../src/bitcoin/primitives/block-size.ts';
import { encodeTransaction } from '../../src/bitcoin/primitives/encode-transaction.ts';
import { type BlockHash, type Txid, zeroHash } from '../../src/bitcoin/primitives/hashes.ts';
import type { Transaction } from '../../src/bitcoin/primitives/transaction.ts';
import { txidOf, wtxidOf } from '../../src/bitcoin/primitives/transaction-id.ts';
import { sizeOf, vsizeOf, weightOf } from '../../src/bitcoin/primitives/transaction-size.ts';
import { AttackPhase, isMessageRow, LogKind, TxRemoval } from '../../src/simulation/log.ts';
import type {
  ActionRecord,
  BlockRecord,
  LinkRecord,
  NodeRecord,
  PayloadRecord,
  Role,
  TxRecord,
} from '../../src/simulation/records.ts';

/** A short history told by hand, for views: eight peers are cut in two, both sides mine, the cut heals and five of
 * them change branch; one payment is mined again, one comes back, one conflicts, two coinbases vanish.
 * ```
 * 0 … 13 ─ 14 ─┬─ a15 ─ a16                  P1 P2 P3 P4 Shop until the heal
 *              └─ b15 ─ b16 ─ b17            P6 P7 Eve
 * ```
 * Blocks, headers, sizes and hashes are real; signatures are not. */
export interface Story {
  readonly history: History;
  readonly rows: readonly LogRow[];
  /** The scene just after `row`. */
  sceneAt(row: number): Scene;
  readonly marks: {
    readonly lastRow: number;
    readonly cutRow: number;
    readonly reorgRow: number;
    readonly blocks: Readonly<Record<'fork' | 'a15' | 'a16' | 'b15' | 'b16' | 'b17', number>>;
    readonly txs: Readonly<
      Record<'remined' | 'remined2' | 'returned' | 'conflicted' | 'winner' | 'pending', number>
    >;
  };
}

const names = ['P1', 'P2', 'P3', 'P4', 'Shop', 'P6', 'P7', 'Eve'] as const;
const roles: readonly Role[] = ['miner', 'node', 'node', 'miner', 'merchant', 'node', 'miner', 'attacker'];
const places = [
  [0.17, 0.28],
  [0.34, 0.2],
  [0.36, 0.62],
  [0.15, 0.66],
  [0.27, 0.86],
  [0.64, 0.26],
  [0.82, 0.44],
  [0.69, 0.76],
] as const;
const pairs = [
  [0, 1],
  [0, 3],
  [1, 2],
  [2, 3],
  [3, 4],
  [2, 4],
  [5, 6],
  [6, 7],
  [5, 7],
  [1, 5],
  [2, 5],
  [2, 7],
  [4, 7],
] as const;
const bits = 0x1f7fffff;
const minute = 60_000_000;
const west = [0, 1, 2, 3, 4];
const east = [5, 6, 7];

interface Coin {
  readonly txid: string;
  readonly vout: number;
  readonly value: bigint;
  readonly owner: number;
  readonly source: number;
  readonly address: string;
}

/** Tells the story from the beginning; takes a few milliseconds. */
export function tellStory(): Story {
  const nodes = names.map(
    (name, index): NodeRecord => ({
      index,
      name,
      role: roles[index]!,
      x: places[index]![0],
      y: places[index]![1],
      address: `10.0.0.${index + 1}:18444`,
      walletAddress: addressOf(index, 0),
      bornAt: index,
    }),
  );
  const links = pairs.map(
    ([a, b], index): LinkRecord => ({
      index,
      a,
      b,
      latencyMicros: 20_000 + index * 9_000,
      bytesPerSecond: 250_000,
      lossPerMillion: 0,
    }),
  );
  const blocks: BlockRecord[] = [];
  const blockValues: Block[] = [];
  const transactions: TxRecord[] = [];
  const txValues: Transaction[] = [];
  const payloads: PayloadRecord[] = [];
  const rows: LogRow[] = [];
  const coins: Coin[] = [];
  const tips = new Int32Array(8);
  let time = 0;
  let serial = 1;

  function emit(kind: number, a: number, b: number, object: number, x: number, at = time): number {
    const row = { row: 0, time: at, kind, a, b, object, x };
    rows.push(row);
    return rows.length - 1;
  }

  function addTransaction(
    value: Transaction,
    from: number,
    to: number,
    amount: bigint,
    spent: readonly Coin[],
    outputs: TxRecord['outputs'],
  ): number {
    const index = transactions.length;
    const inValue = spent.reduce((sum, coin) => sum + coin.value, 0n);
    const outValue = value.outputs.reduce((sum, output) => sum + output.value, 0n);
    const coinbase = spent.length === 0;
    transactions.push({
      index,
      txid: txidOf(value),
      wtxid: wtxidOf(value),
      coinbase,
      hex: bytesToHex(encodeTransaction(value, { witness: true })),
      size: sizeOf(value),
      vsize: vsizeOf(value),
      weight: weightOf(value),
      fee: coinbase ? '' : (inValue - outValue).toString(),
      inputs: coinbase
        ? [{ txid: zeroHash, vout: 0xffffffff, source: -1, value: '', owner: -1 }]
        : spent.map((coin) => ({
            txid: coin.txid,
            vout: coin.vout,
            source: coin.source,
            value: coin.value.toString(),
            owner: coin.owner,
          })),
      outputs,
      from,
      to,
      amount: amount.toString(),
    });
    txValues.push(value);
    outputs.forEach((output, vout) => {
      coins.push({
        txid: txidOf(value),
        vout,
        value: BigInt(output.value),
        owner: output.owner,
        source: index,
        address: output.address,
      });
    });
    return index;
  }

  function pay(
    from: number,
    to: number,
    amount: bigint,
    fee = 1_500n,
    options: { reuse?: boolean; coin?: number } = {},
  ): number {
    const found =
      options.coin ?? coins.findIndex((coin) => coin.owner === from && coin.value >= amount + fee);
    const coin = coins[found];
    if (coin === undefined) throw new Error(`${names[from]} has no coin for ${amount}`);
    if (!options.reuse) coins.splice(found, 1);
    const change = coin.value - amount - fee;
    const outputs = [
      { value: amount.toString(), owner: to, address: addressOf(to, serial) },
      { value: change.toString(), owner: from, address: addressOf(from, serial + 1) },
    ];
    serial += 2;
    const value: Transaction = {
      version: 2,
      inputs: [
        {
          previousOutput: { txid: coin.txid as Txid, index: coin.vout },
          scriptSig: new Uint8Array(),
          sequence: 0xfffffffd,
          witness: [noise(71, serial), noise(33, from + 900)],
        },
      ],
      outputs: outputs.map((output) => ({
        value: BigInt(output.value),
        scriptPubKey: scriptOf(output.address),
      })),
      lockTime: 0,
    };
    return addTransaction(value, from, to, amount, [coin], outputs);
  }

  function coinbase(height: number, miner: number, fees: bigint): number {
    const value = 5_000_000_000n + fees;
    const address = addressOf(Math.max(miner, 0), 5_000 + height);
    const tx: Transaction = {
      version: 2,
      inputs: [
        {
          previousOutput: { txid: zeroHash, index: 0xffffffff },
          scriptSig: Uint8Array.from([2, height & 255, height >> 8, 4, ...noise(4, height * 7 + miner)]),
          sequence: 0xffffffff,
          witness: [],
        },
      ],
      outputs: [{ value, scriptPubKey: scriptOf(address) }],
      lockTime: 0,
    };
    return addTransaction(tx, -1, miner, value, [], [{ value: value.toString(), owner: miner, address }]);
  }

  function mine(parent: number, miner: number, content: readonly number[], owner = miner): number {
    const height = parent < 0 ? 0 : blocks[parent]!.height + 1;
    const fees = content.reduce((sum, tx) => sum + BigInt(transactions[tx]!.fee), 0n);
    const all = [coinbase(height, owner, fees), ...content];
    const header: BlockHeader = {
      version: 0x20000000,
      previousBlockHash: parent < 0 ? zeroHash : (blocks[parent]!.hash as BlockHash),
      merkleRoot: merkleRootOf(all.map((tx) => transactions[tx]!.txid)).root,
      time: 1_767_225_600 + Math.floor(time / 1_000_000),
      bits,
      nonce: 0,
    };
    const target = targetFromBits(bits);
    let found = header;
    for (let nonce = 0; BigInt(`0x${hashHeader(found)}`) > target; nonce++) found = { ...header, nonce };
    const block: Block = { header: found, transactions: all.map((tx) => txValues[tx]!) };
    const blockWork = Number(workFromBits(bits));
    const work = blockWork + (parent < 0 ? 0 : blocks[parent]!.work);
    blocks.push({
      index: blocks.length,
      hash: hashHeader(found),
      height,
      parent,
      miner,
      foundAt: miner < 0 ? -1 : time,
      headerHex: bytesToHex(encodeHeader(found)),
      headerTime: found.time,
      bits,
      work,
      workExact: BigInt(work).toString(),
      blockWork,
      transactions: all,
      size: blockSize(block),
      strippedSize: strippedBlockSize(block),
      weight: blockWeight(block),
      fees: fees.toString(),
      subsidy: '5000000000',
      tampered: false,
    });
    blockValues.push(block);
    if (miner >= 0) {
      emit(LogKind.blockFound, miner, -1, blocks.length - 1, found.nonce + 1);
    }
    return blocks.length - 1;
  }

  function payload(command: string, kind: 'block' | 'tx' | 'none', object: number, size: number): number {
    const known = payloads.find(
      (p) => p.command === command && p.objectKind === kind && p.objects[0] === object,
    );
    if (known !== undefined) return known.index;
    payloads.push({
      index: payloads.length,
      command,
      size,
      objectKind: kind,
      objects: kind === 'none' ? [] : [object],
      count: kind === 'none' ? 0 : 1,
    });
    return payloads.length - 1;
  }

  function message(
    command: string,
    kind: 'block' | 'tx',
    object: number,
    from: number,
    to: number,
    at: number,
  ) {
    const latency = 30_000 + ((from * 7 + to * 13) % 8) * 8_000;
    const size =
      command === 'block'
        ? 24 + blocks[object]!.size
        : command === 'tx'
          ? 24 + transactions[object]!.size
          : 61;
    const index = payload(command, kind, object, size);
    emit(LogKind.send, from, to, index, at + latency, at);
    emit(LogKind.receive, to, from, index, at, at + latency);
    return at + latency;
  }

  /** Floods an object hop by hop among `group`; returns when each node has it. */
  function flood(kind: 'block' | 'tx', object: number, origin: number, group: readonly number[]): void {
    const has = new Map<number, number>([[origin, time]]);
    const queue = [origin];
    while (queue.length > 0) {
      const at = queue.shift()!;
      for (const [a, b] of pairs) {
        const other = a === at ? b : b === at ? a : -1;
        if (other < 0 || !group.includes(other) || has.has(other)) continue;
        const heard = message('inv', kind, object, at, other, has.get(at)! + 1_000);
        const asked = message('getdata', kind, object, other, at, heard);
        const got = message(kind, kind, object, at, other, asked);
        has.set(other, got);
        queue.push(other);
      }
    }
    for (const [node, at] of has) {
      const from = node === origin ? -1 : origin;
      if (kind === 'tx') emit(LogKind.txAccepted, node, from, object, 3, at);
      else emit(LogKind.blockAccepted, node, from, object, 0, at);
    }
    if (kind === 'block') for (const [node, at] of has) switchTip(node, object, at);
  }

  function switchTip(node: number, tip: number, at: number): void {
    const old = tips[node]!;
    if (blocks[tip]!.work <= blocks[old]!.work) return;
    let fork = tip;
    const oldChain = chainOf(blocks, old);
    while (!oldChain.includes(fork)) fork = blocks[fork]!.parent;
    emit(LogKind.tip, node, old, tip, blocks[old]!.height - blocks[fork]!.height, at);
    tips[node] = tip;
  }

  nodes.forEach((node) => {
    emit(LogKind.nodeUp, node.index, -1, -1, node.role === 'miner' ? 1 : node.role === 'attacker' ? 1 : 0);
  });
  links.forEach((link) => {
    emit(LogKind.linkUp, link.a, link.b, link.index, link.latencyMicros);
  });
  let tip = -1;
  for (let height = 0; height < 10; height++) tip = mine(tip, -1, [], height % 8);
  tips.fill(tip);
  nodes.forEach((node) => {
    emit(LogKind.tip, node.index, -1, tip, 0);
  });
  for (const [index, miner] of [0, 3, 6, 0, 3].entries()) {
    time += 8 * minute;
    const content = [
      pay(index, (index + 2) % 8, BigInt(30_000_000 + index * 41_000_000), 1_100n + BigInt(index) * 400n),
      pay((index + 3) % 8, (index + 1) % 8, BigInt(120_000_000 + index * 7_000_000), 2_800n),
      ...(index % 2 === 0 ? [pay(4, 5, 77_000_000n, 900n)] : []),
    ];
    for (const tx of content) {
      time += 20_000_000;
      emit(
        LogKind.payment,
        transactions[tx]!.from,
        transactions[tx]!.to,
        tx,
        Number(transactions[tx]!.amount),
      );
      flood('tx', tx, transactions[tx]!.from, [0, 1, 2, 3, 4, 5, 6, 7]);
    }
    time += 2 * minute;
    tip = mine(tip, miner, content);
    flood('block', tip, miner, [0, 1, 2, 3, 4, 5, 6, 7]);
  }
  const fork = tip;
  time += minute;
  const cutRow = emit(LogKind.action, -1, -1, 0, 0);
  links
    .filter((link) => west.includes(link.a) !== west.includes(link.b))
    .forEach((link) => {
      emit(LogKind.linkDown, link.a, link.b, link.index, 1);
    });
  const eveCoin = coins.findIndex((coin) => coin.owner === 7);
  const conflicted = pay(7, 4, 300_000_000n, 2_000n, { reuse: true, coin: eveCoin });
  const winner = pay(7, 6, 4_000_000_000n, 5_200n, { coin: eveCoin });
  const remined = pay(0, 1, 50_000_000n);
  const remined2 = pay(2, 3, 120_000_000n, 3_100n);
  const returned = pay(1, 4, 8_000_000n, 700n);
  for (const tx of [remined, remined2]) flood('tx', tx, transactions[tx]!.from, [0, 1, 2, 3, 4, 5, 6, 7]);
  flood('tx', conflicted, 4, west);
  flood('tx', returned, 1, west);
  flood('tx', winner, 7, east);
  time += 6 * minute;
  const a15 = mine(fork, 0, [remined, conflicted]);
  flood('block', a15, 0, west);
  time += 3 * minute;
  const b15 = mine(fork, 6, [winner]);
  flood('block', b15, 6, east);
  time += 5 * minute;
  const b16 = mine(b15, 7, [remined]);
  flood('block', b16, 7, east);
  time += 2 * minute;
  const a16 = mine(a15, 3, [remined2, returned]);
  flood('block', a16, 3, west);
  time += 7 * minute;
  const b17 = mine(b16, 6, [remined2]);
  flood('block', b17, 6, east);
  time += 3 * minute;
  emit(LogKind.action, -1, -1, 1, 0);
  links
    .filter((link) => west.includes(link.a) !== west.includes(link.b))
    .forEach((link) => {
      emit(LogKind.linkUp, link.a, link.b, link.index, link.latencyMicros);
    });
  emit(LogKind.attack, 7, 4, conflicted, AttackPhase.paid);
  time += 1_000;
  flood(
    'block',
    b17,
    5,
    [0, 1, 2, 3, 4, 5, 6, 7].filter((node) => node <= 5),
  );
  for (const node of west) {
    emit(LogKind.txReturned, node, -1, returned, 1, time + 400_000);
    emit(LogKind.txRemoved, node, TxRemoval.conflicted, conflicted, 1, time + 400_000);
  }
  time += minute;
  const pending = pay(3, 0, 230_000_000n, 2_100n);
  flood('tx', pending, 3, [0, 1, 2, 3, 4, 5, 6, 7]);
  time += 30_000_000;

  rows.sort((p, q) => p.time - q.time);
  const numbered = rows.map((row, index) => ({ ...row, row: index }));
  const actionTimes = numbered.filter((row) => row.kind === LogKind.action).map((row) => row.time);
  const actions: ActionRecord[] = [
    {
      index: 0,
      scripted: true,
      at: actionTimes[0]!,
      action: {
        type: 'partition',
        groups: [
          ['P1', 'P2', 'P3', 'P4', 'Shop'],
          ['P6', 'P7', 'Eve'],
        ],
      },
    },
    { index: 1, scripted: true, at: actionTimes[1]!, action: { type: 'heal' } },
  ];
  const history = naiveHistory({ nodes, links, blocks, transactions, payloads, actions, rows: numbered });
  return {
    history,
    rows: numbered,
    sceneAt: (row) => sceneOf(history, numbered, row),
    marks: {
      lastRow: numbered.length - 1,
      cutRow: numbered.findIndex((row) => row.kind === LogKind.action && row.object === 0) + 0 * cutRow,
      reorgRow: numbered.findIndex((row) => row.kind === LogKind.tip && row.x > 0 && row.a === 2),
      blocks: { fork, a15, a16, b15, b16, b17 },
      txs: { remined, remined2, returned, conflicted, winner, pending },
    },
  };
}

interface Tables {
  readonly nodes: readonly NodeRecord[];
  readonly links: readonly LinkRecord[];
  readonly blocks: readonly BlockRecord[];
  readonly transactions: readonly TxRecord[];
  readonly payloads: readonly PayloadRecord[];
  readonly actions: readonly ActionRecord[];
  readonly rows: readonly LogRow[];
}

/** `History` by plain loops over all rows: slow, obvious, for stories of a few thousand rows. */
export function naiveHistory(tables: Tables): History {
  const { blocks, transactions, rows } = tables;
  const confirmedIn = (tx: number, tip: number) =>
    chainOf(blocks, tip).find((block) => blocks[block]!.transactions.includes(tx)) ?? -1;
  const spentBy = (txid: string, vout: number, tip: number) => {
    for (const block of chainOf(blocks, tip))
      for (const tx of blocks[block]!.transactions)
        if (transactions[tx]!.inputs.some((input) => input.txid === txid && input.vout === vout)) return tx;
    return -1;
  };
  const reorganisations = rows
    .filter((row) => row.kind === LogKind.tip && row.x > 0)
    .map((row): Reorganisation => {
      const newChain = chainOf(blocks, row.object);
      const oldChain = chainOf(blocks, row.b);
      const disconnected = oldChain.filter((block) => !newChain.includes(block));
      const connected = newChain.filter((block) => !oldChain.includes(block)).reverse();
      const touched = disconnected.flatMap((block) => blocks[block]!.transactions);
      return {
        row: row.row,
        time: row.time,
        node: row.a,
        forkPoint: oldChain.find((block) => newChain.includes(block))!,
        disconnected,
        connected,
        workBefore: blocks[row.b]!.work,
        workAfter: blocks[row.object]!.work,
        fates: touched.map((tx): TxFate => {
          const record = transactions[tx]!;
          const block = confirmedIn(tx, row.object);
          if (block >= 0) return { tx, fate: 're-mined', block, conflict: -1 };
          if (record.coinbase) return { tx, fate: 'vanished', block: -1, conflict: -1 };
          const conflict = record.inputs
            .map((input) => spentBy(input.txid, input.vout, row.object))
            .find((spender) => spender >= 0);
          if (conflict !== undefined) return { tx, fate: 'conflicted', block: -1, conflict };
          return { tx, fate: 'back-in-mempool', block: -1, conflict: -1 };
        }),
      };
    });
  return {
    ...tables,
    reasons: ['bad-txns-inputs-missingorspent'],
    userActions: [],
    rowCount: rows.length,
    reached: rows.at(-1)!.time,
    rowsThrough: (time) => rows.filter((row) => row.time <= time).length,
    row: (row) => rows[row],
    version: 0,
    cuts: 0,
    milestones: (from, to, kinds) =>
      rows.filter(
        (r) =>
          !isMessageRow(r.kind) &&
          r.time >= from &&
          r.time <= to &&
          (kinds === undefined || kinds.has(r.kind)),
      ),
    messages: (from, to, limit) =>
      rows.filter((r) => r.kind === LogKind.send && r.time >= from && r.time <= to).slice(-limit),
    reorganisations,
    forks: [],
    interesting: [],
    tipAt: (node, row) => {
      const tips = new Map<number, number>();
      for (const r of rows.slice(0, row + 1)) if (r.kind === LogKind.tip) tips.set(r.a, r.object);
      if (node >= 0) return tips.get(node) ?? -1;
      const counts = new Map<number, number>();
      for (const tip of tips.values()) counts.set(tip, (counts.get(tip) ?? 0) + 1);
      return [...counts].sort((p, q) => q[1] - p[1])[0]?.[0] ?? -1;
    },
    isAncestor: (block, tip) => chainOf(blocks, tip).includes(block),
    confirmedIn,
    spentBy,
    txByTxid: (txid) => transactions.findIndex((tx) => tx.txid === txid),
    blockByHash: (hash) => blocks.findIndex((block) => block.hash === hash),
    originsOf: (tx) => {
      const path: number[] = [];
      for (let at = tx; at >= 0; at = transactions[at]!.inputs[0]!.source) path.push(at);
      return path;
    },
    arrivals: (kind, object) => {
      const wanted = kind === 'block' ? LogKind.blockAccepted : LogKind.txAccepted;
      return rows
        .filter((row) => row.kind === wanted && row.object === object)
        .map((row) => ({ node: row.a, time: row.time }));
    },
  };
}

function sceneOf(history: History, rows: readonly LogRow[], row: number): Scene {
  const nodeCount = history.nodes.length;
  const scene = {
    playhead: { time: rows[row]!.time, index: row + 1 },
    nodes: history.nodes,
    links: history.links,
    blocks: history.blocks,
    transactions: history.transactions,
    payloads: history.payloads,
    actions: history.actions,
    nodeOnline: new Uint8Array(nodeCount).fill(1),
    nodeBorn: new Uint8Array(nodeCount).fill(1),
    nodeTip: new Int32Array(nodeCount).fill(-1),
    nodeMempool: new Int32Array(nodeCount).fill(1),
    nodeHashRate: Float64Array.from(history.nodes, (n) =>
      n.role === 'miner' ? 0.6 : n.role === 'attacker' ? 0.4 : 0,
    ),
    nodeBurst: new Uint8Array(nodeCount),
    nodeMiningOn: new Int32Array(nodeCount).fill(-1),
    nodeTries: new Float64Array(nodeCount),
    nodeRole: history.nodes.map(({ role }) => role),
    nodeSecret: new Uint8Array(nodeCount),
    linkUp: new Uint8Array(history.links.length).fill(1),
    blockFound: Uint8Array.from(history.blocks, (block) => (block.foundAt <= rows[row]!.time ? 1 : 0)),
    blockWithheld: new Uint8Array(history.blocks.length),
    blockHolders: new Int32Array(history.blocks.length),
    inFlight: {
      count: 0,
      from: new Int32Array(0),
      to: new Int32Array(0),
      payload: new Int32Array(0),
      sentAt: new Float64Array(0),
      arrivesAt: new Float64Array(0),
      row: new Float64Array(0),
    },
  };
  for (const r of rows.slice(0, row + 1)) {
    if (r.kind === LogKind.tip) scene.nodeTip[r.a] = r.object;
    if (r.kind === LogKind.linkUp) scene.linkUp[r.object] = 1;
    if (r.kind === LogKind.linkDown) scene.linkUp[r.object] = 0;
    if (r.kind === LogKind.blockAccepted) scene.blockHolders[r.object] = scene.blockHolders[r.object]! + 1;
  }
  for (let node = 0; node < nodeCount; node++) {
    if (scene.nodeHashRate[node]! > 0) {
      scene.nodeMiningOn[node] = scene.nodeTip[node]!;
      scene.nodeTries[node] = 120 + node * 97;
    }
  }
  return scene;
}

/** Block indices from `tip` back to the genesis block. */
function chainOf(blocks: readonly BlockRecord[], tip: number): number[] {
  const chain: number[] = [];
  for (let at = tip; at >= 0; at = blocks[at]!.parent) chain.push(at);
  return chain;
}

function noise(length: number, seed: number): Uint8Array {
  const bytes: number[] = [];
  for (let i = 0; bytes.length < length; i++)
    bytes.push(...sha256(Uint8Array.from([seed & 255, seed >> 8, i])));
  return Uint8Array.from(bytes.slice(0, length));
}

const programs = new Map<string, Uint8Array>();

function addressOf(owner: number, serial: number): string {
  const program = noise(20, owner * 1000 + serial + 17);
  const address = bech32.encode('bcrt', [0, ...bech32.toWords(program)]);
  programs.set(address, program);
  return address;
}

function scriptOf(address: string): Uint8Array {
  return Uint8Array.from([0, 20, ...programs.get(address)!]);
}
