import type { BlockRef } from '../refs.ts';

/** What all nodes know of blocks, and of what their peers have: the part of their memory that every announcement
 * touches. It lies side by side in columns, a byte per node for each block and a number for each direction of each
 * connection, because at ten thousand nodes the engine mostly waits for memory.
 * Each node reads and writes its own entries alone. */
export class Knowledge {
  /** By block id; bytes are `BlockStatus` by node. */
  private readonly columns: Uint8Array[];
  /** By block id: 1 while a keyframe has the same column. */
  private shared: Uint8Array;
  /** By direction: id of the best block that the sender is known to have, plus one. */
  private best: Int32Array;
  /** By direction: 1 once whoever sends has finished the handshake. */
  private ready: Uint8Array;
  /** By transaction id: a bit for each direction whose sender need not be told of it. Only transactions that somebody
   * still has to be told of have an entry. */
  private readonly told = new Map<number, ToldBits>();

  constructor(from?: Knowledge) {
    this.columns = from === undefined ? [] : from.columns.slice();
    this.shared = new Uint8Array(Math.max(16, this.columns.length));
    this.best = from === undefined ? new Int32Array(32) : from.best.slice();
    this.ready = from === undefined ? new Uint8Array(32) : from.ready.slice();
    if (from === undefined) return;
    this.shared.fill(1, 0, this.columns.length);
    from.shared.fill(1, 0, this.columns.length);
    for (const [tx, told] of from.told) {
      told.isShared = true;
      this.told.set(tx, told);
    }
  }

  /** `BlockStatus` of a block at a node. */
  status(node: number, block: number): number {
    const column = this.columns[block];
    return column !== undefined && node < column.length ? column[node]! : 0;
  }

  setStatus(node: number, block: number, status: number): void {
    this.own(node, block)[node] = status;
  }

  /** Id of the best block that whoever sends in this direction is known to have, −1: none. */
  bestOf(direction: number): number {
    return direction < this.best.length ? this.best[direction]! - 1 : -1;
  }

  setBest(direction: number, block: BlockRef): void {
    if (direction >= this.best.length) this.widen(direction);
    this.best[direction] = block.id + 1;
  }

  /** Whether whoever sends in this direction has finished the handshake; the same as `Peer.ready`. */
  isReady(direction: number): boolean {
    return this.ready[direction] === 1;
  }

  setReady(direction: number): void {
    if (direction >= this.best.length) this.widen(direction);
    this.ready[direction] = 1;
  }

  /** Whether the transaction need not be announced to whoever sends in this direction. */
  isTold(direction: number, tx: number): boolean {
    const told = this.told.get(tx);
    if (told === undefined || direction >> 3 >= told.bits.length) return false;
    return (told.bits[direction >> 3]! & (1 << (direction & 7))) !== 0;
  }

  setTold(direction: number, tx: number): void {
    if (this.isTold(direction, tx)) return;
    const told = this.ownTold(direction, tx);
    told.bits[direction >> 3]! |= 1 << (direction & 7);
    told.count++;
  }

  /** Who knows a transaction stops mattering once it is mined: without this, memory would grow with the history. */
  forgetTold(direction: number, tx: number): void {
    if (!this.isTold(direction, tx)) return;
    const told = this.ownTold(direction, tx);
    told.bits[direction >> 3]! &= ~(1 << (direction & 7));
    if (--told.count === 0) this.told.delete(tx);
  }

  private ownTold(direction: number, tx: number): ToldBits {
    const told = this.told.get(tx);
    const length = Math.max(told?.bits.length ?? 8, (direction >> 3) + 1);
    if (told !== undefined && !told.isShared && length === told.bits.length) return told;
    // Room for every direction there is, so that a flood does not widen it again and again.
    const bits = new Uint8Array(Math.max(length, this.best.length >> 3));
    if (told !== undefined) bits.set(told.bits);
    const own = { bits, count: told?.count ?? 0, isShared: false };
    this.told.set(tx, own);
    return own;
  }

  private widen(direction: number): void {
    const best = new Int32Array(direction * 2);
    best.set(this.best);
    this.best = best;
    const ready = new Uint8Array(direction * 2);
    ready.set(this.ready);
    this.ready = ready;
  }

  /** The column of a block, ready to be changed at a node. */
  private own(node: number, block: number): Uint8Array {
    while (this.columns.length <= block) this.columns.push(noBytes);
    if (block >= this.shared.length) {
      const wider = new Uint8Array(block * 2);
      wider.set(this.shared);
      this.shared = wider;
    }
    const column = this.columns[block]!;
    if (this.shared[block] === 0 && node < column.length) return column;
    const copy = new Uint8Array(Math.max(column.length, node < 8 ? 8 : node + (node >> 1)));
    copy.set(column);
    this.columns[block] = copy;
    this.shared[block] = 0;
    return copy;
  }
}

interface ToldBits {
  readonly bits: Uint8Array;
  /** How many are set. */
  count: number;
  /** A keyframe has the same one. */
  isShared: boolean;
}

const noBytes = new Uint8Array(0);
