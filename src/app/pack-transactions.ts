import { bytesToHex, hexToBytes } from '#bitcoin/encoding/hex';
import type { TxInputRecord, TxOutputRecord, TxRecord } from '#simulation/records';
import { PackReader } from './pack-reader.ts';
import { PackWriter } from './pack-writer.ts';

/** Records of transactions as bytes: a fourth of what objects and text take. They read like any other record, and are
 * made anew from the bytes when somebody looks; the bytes never change, so copies of a history share them. */
export function packTransactions(records: readonly TxRecord[]): readonly TxRecord[] {
  const writer = new PackWriter();
  const addresses: string[] = [];
  const codes = new Map<string, number>();
  const codeOf = (address: string): number => {
    let code = codes.get(address);
    if (code === undefined) {
      code = addresses.push(address) - 1;
      codes.set(address, code);
    }
    return code;
  };
  const starts = records.map((record) => {
    const start = writer.length;
    if (!isPlain(record)) return undefined;
    write(writer, record, codeOf);
    return start;
  });
  const pack: Pack = { bytes: writer.taken(), addresses };
  return records.map((record, at) => {
    const start = starts[at];
    return start === undefined ? record : new PackedTransaction(pack, start, record.index);
  });
}

/** Whether all names in it are hashes, as they are outside tests. */
function isPlain({ txid, wtxid, hex, inputs }: TxRecord): boolean {
  return (
    /^([0-9a-f]{2})+$/.test(hex) &&
    [txid, wtxid, ...inputs.map((input) => input.txid)].every((name) => isHash.test(name))
  );
}

const isHash = /^[0-9a-f]{64}$/;

interface Pack {
  readonly bytes: Uint8Array;
  readonly addresses: readonly string[];
}

/** Records made from bytes that are kept as long as they are among the last so many asked for: whoever looks at one
 * transaction reads several of its fields. */
const recentLimit = 200;
const recent = new Map<PackedTransaction, TxRecord>();

class PackedTransaction implements TxRecord {
  readonly #pack: Pack;
  readonly #start: number;
  readonly index: number;

  constructor(pack: Pack, start: number, index: number) {
    this.#pack = pack;
    this.#start = start;
    this.index = index;
  }

  get #record(): TxRecord {
    let record = recent.get(this);
    if (record === undefined) {
      record = read(this.#pack, this.#start, this.index);
      for (const oldest of recent.keys()) {
        if (recent.size < recentLimit) break;
        recent.delete(oldest);
      }
      recent.set(this, record);
    }
    return record;
  }

  get txid(): string {
    // Asked of every transaction when another one of its name is looked for: not worth a whole record.
    return recent.get(this)?.txid ?? bytesToHex(this.#pack.bytes.subarray(this.#start, this.#start + 32));
  }
  get wtxid(): string {
    return this.#record.wtxid;
  }
  get coinbase(): boolean {
    return this.#record.coinbase;
  }
  get hex(): string {
    return this.#record.hex;
  }
  get size(): number {
    return this.#record.size;
  }
  get vsize(): number {
    return this.#record.vsize;
  }
  get weight(): number {
    return this.#record.weight;
  }
  get fee(): string {
    return this.#record.fee;
  }
  get inputs(): readonly TxInputRecord[] {
    return this.#record.inputs;
  }
  get outputs(): readonly TxOutputRecord[] {
    return this.#record.outputs;
  }
  get from(): number {
    return this.#record.from;
  }
  get to(): number {
    return this.#record.to;
  }
  get amount(): string {
    return this.#record.amount;
  }
}

function write(writer: PackWriter, tx: TxRecord, codeOf: (address: string) => number): void {
  const raw = hexToBytes(tx.hex);
  writer.bytes(hexToBytes(tx.txid));
  writer.count((tx.coinbase ? 1 : 0) + (tx.wtxid === tx.txid ? 2 : 0));
  if (tx.wtxid !== tx.txid) writer.bytes(hexToBytes(tx.wtxid));
  writer.count(raw.length);
  writer.bytes(raw);
  for (const number of [tx.size, tx.vsize, tx.weight, tx.from + 1, tx.to + 1]) writer.count(number);
  writer.amount(tx.fee);
  writer.amount(tx.amount);
  writer.count(tx.inputs.length);
  for (const { txid, vout, source, value, owner } of tx.inputs) {
    // The name of what it spends stands in the transaction itself, last byte first.
    const name = hexToBytes(txid).reverse();
    const place = indexOf(raw, name);
    writer.count(place + 1);
    if (place < 0) writer.bytes(name);
    for (const number of [vout, source + 1, owner + 1]) writer.count(number);
    writer.amount(value);
  }
  writer.count(tx.outputs.length);
  for (const { value, owner, address } of tx.outputs) {
    writer.amount(value);
    writer.count(owner + 1);
    writer.count(codeOf(address));
  }
}

function read({ bytes, addresses }: Pack, start: number, index: number): TxRecord {
  const reader = new PackReader(bytes, start);
  const txid = bytesToHex(reader.bytes(32));
  const flags = reader.count();
  const wtxid = (flags & 2) !== 0 ? txid : bytesToHex(reader.bytes(32));
  const raw = reader.bytes(reader.count());
  const [size, vsize, weight, from, to] = [1, 2, 3, 4, 5].map(() => reader.count()) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const fee = reader.amount();
  const amount = reader.amount();
  const inputs = Array.from({ length: reader.count() }, (): TxInputRecord => {
    const place = reader.count() - 1;
    const name = place < 0 ? reader.bytes(32) : raw.subarray(place, place + 32);
    const spent = bytesToHex(name.slice().reverse());
    const vout = reader.count();
    const source = reader.count() - 1;
    const owner = reader.count() - 1;
    return { txid: spent, vout, source, value: reader.amount(), owner };
  });
  const outputs = Array.from({ length: reader.count() }, (): TxOutputRecord => {
    const value = reader.amount();
    const owner = reader.count() - 1;
    return { value, owner, address: addresses[reader.count()] as string };
  });
  return {
    index,
    txid,
    wtxid,
    coinbase: (flags & 1) !== 0,
    hex: bytesToHex(raw),
    size,
    vsize,
    weight,
    fee,
    inputs,
    outputs,
    from: from - 1,
    to: to - 1,
    amount,
  };
}

/** Where `part` begins in `whole`, −1 when it does not occur. */
function indexOf(whole: Uint8Array, part: Uint8Array): number {
  const first = part[0] as number;
  for (let at = whole.indexOf(first); at >= 0; at = whole.indexOf(first, at + 1)) {
    if (part.every((byte, offset) => whole[at + offset] === byte)) return at;
  }
  return -1;
}
