import type { LogRow } from '#app/history';
import { LogKind } from '#simulation/log';
import type { BlockRecord, TxRecord } from '#simulation/records';
import { advanced, noRecords } from './synthetic-log.ts';

/** Writes a log by hand, block by named block: `story().nodes(2).block('b1', 'g').at(0).follows('b1')`. */
export class Story {
  readonly rows: LogRow[] = [];
  readonly blocks: BlockRecord[] = [];
  readonly transactions: TxRecord[] = [];
  time = 0;
  #nodes = 0;
  readonly #names = new Map<string, number>();
  readonly #tips: number[] = [];

  constructor(nodes: number) {
    this.block('g', undefined);
    for (let node = 0; node < nodes; node++) {
      this.#tips.push(this.id('g'));
      this.row(LogKind.nodeUp, node, -1, -1, 0);
      this.row(LogKind.tip, node, 0, 0, 0);
    }
    this.#nodes = nodes;
  }

  id(name: string): number {
    const index = this.#names.get(name);
    if (index === undefined) throw new Error(`no ${name}`);
    return index;
  }

  row(kind: number, a: number, b: number, object: number, x: number): this {
    this.rows.push({ row: this.rows.length, time: this.time, kind, a, b, object, x });
    return this;
  }

  at(time: number): this {
    this.time = time;
    return this;
  }

  /** A payment that spends output 0 of another (or a coin from nowhere). */
  tx(name: string, spends?: string, coinbase = false): this {
    const index = this.transactions.length;
    this.#names.set(name, index);
    const source = spends === undefined ? -1 : this.id(spends);
    this.transactions.push({
      index,
      txid: name,
      wtxid: name,
      coinbase,
      hex: '',
      size: 1,
      vsize: 1,
      weight: 4,
      fee: '',
      inputs: [{ txid: spends ?? 'coin', vout: coinbase ? 0xffffffff : 0, source, value: '', owner: -1 }],
      outputs: [{ value: '1', owner: -1, address: '' }],
      from: -1,
      to: -1,
      amount: '',
    });
    return this;
  }

  block(name: string, parent: string | undefined, txs: readonly string[] = [], work = 1): this {
    const index = this.blocks.length;
    this.#names.set(name, index);
    this.tx(`coinbase of ${name}`, undefined, true);
    const above = parent === undefined ? undefined : this.blocks[this.id(parent)];
    this.blocks.push({
      index,
      hash: name,
      height: (above?.height ?? -1) + 1,
      parent: above?.index ?? -1,
      miner: parent === undefined ? -1 : 0,
      foundAt: parent === undefined ? -1 : this.time,
      headerHex: '',
      headerTime: 0,
      bits: 0,
      work: (above?.work ?? 0) + work,
      workExact: '',
      blockWork: work,
      transactions: [this.id(`coinbase of ${name}`), ...txs.map((tx) => this.id(tx))],
      size: 1,
      strippedSize: 1,
      weight: 4,
      fees: '0',
      subsidy: '0',
      tampered: false,
    });
    return parent === undefined ? this : this.row(LogKind.blockFound, 0, -1, index, 1);
  }

  /** A node accepts a block and makes it its tip, `gone` blocks going out. */
  follows(node: number, name: string, gone = 0, returned: readonly string[] = []): this {
    const tip = this.id(name);
    this.row(LogKind.blockAccepted, node, -1, tip, 0);
    this.row(LogKind.tip, node, this.#tips[node] ?? 0, tip, gone);
    this.#tips[node] = tip;
    for (const [index, tx] of returned.entries()) {
      this.row(LogKind.txReturned, node, -1, this.id(tx), index + 1);
    }
    return this;
  }

  answer(reached = this.time) {
    const nodes = Array.from({ length: this.#nodes }, (_, index) => ({
      index,
      name: `P${index}`,
      role: 'miner' as const,
      x: 0,
      y: 0,
      address: '',
      walletAddress: '',
      bornAt: 0,
    }));
    const { blocks, transactions } = this;
    return advanced(this.rows, { ...noRecords, nodes, blocks, transactions }, reached, 0);
  }
}
