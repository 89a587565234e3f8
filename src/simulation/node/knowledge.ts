import type { BlockRef } from '../refs.ts';

/** What all nodes know of blocks, and of the blocks their peers have: the part of their memory that every announcement
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

  constructor(from?: Knowledge) {
    this.columns = from === undefined ? [] : from.columns.slice();
    this.shared = new Uint8Array(Math.max(16, this.columns.length));
    this.best = from === undefined ? new Int32Array(32) : from.best.slice();
    this.ready = from === undefined ? new Uint8Array(32) : from.ready.slice();
    if (from === undefined) return;
    this.shared.fill(1, 0, this.columns.length);
    from.shared.fill(1, 0, this.columns.length);
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

const noBytes = new Uint8Array(0);
