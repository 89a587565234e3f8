import type { BlockRecord } from '#simulation/records';
import { type IntColumn, intColumn } from './column.ts';

/** Ancestry in the tree of blocks, by jump pointers as in Bitcoin Core's `CBlockIndex::pskip`: O(log n) a question.
 * Blocks are added in table order, parents first. */
export class ChainIndex {
  readonly #parent: IntColumn = intColumn(256);
  readonly #height: IntColumn = intColumn(256);
  readonly #jump: IntColumn = intColumn(256);

  add(block: Pick<BlockRecord, 'parent' | 'height'>): void {
    const { parent } = block;
    this.#parent.push(parent);
    this.#height.push(block.height);
    if (parent < 0) {
      this.#jump.push(-1);
      return;
    }
    // Two equal strides in a row make one of twice the length, otherwise the parent (Myers' skew-binary jumps).
    const jump = this.#jump.at(parent);
    const second = jump < 0 ? -1 : this.#jump.at(jump);
    const equalStrides =
      second >= 0 &&
      this.#height.at(parent) - this.#height.at(jump) === this.#height.at(jump) - this.#height.at(second);
    this.#jump.push(equalStrides ? second : parent);
  }

  truncate(blocks: number): void {
    this.#parent.truncate(blocks);
    this.#height.truncate(blocks);
    this.#jump.truncate(blocks);
  }

  /** The block of `tip`'s chain at `height`, −1 when there is none. */
  ancestorAt(tip: number, height: number): number {
    if (tip < 0 || tip >= this.#parent.length) return -1;
    let block = tip;
    while (block >= 0 && this.#height.at(block) > height) {
      const jump = this.#jump.at(block);
      block = jump >= 0 && this.#height.at(jump) >= height ? jump : this.#parent.at(block);
    }
    return block >= 0 && this.#height.at(block) === height ? block : -1;
  }

  isAncestor(block: number, tip: number): boolean {
    if (block < 0 || block >= this.#parent.length) return false;
    return block === tip || this.ancestorAt(tip, this.#height.at(block)) === block;
  }

  /** The last block that two chains share, −1 when they share none. */
  forkPoint(one: number, other: number): number {
    if (one < 0 || other < 0) return -1;
    const height = Math.min(this.#height.at(one), this.#height.at(other));
    let a = this.ancestorAt(one, height);
    let b = this.ancestorAt(other, height);
    while (a !== b && a >= 0 && b >= 0) {
      const jumpA = this.#jump.at(a);
      const jumpB = this.#jump.at(b);
      // Blocks of one height jump to one height, so both sides stay level.
      const stride = jumpA !== jumpB && jumpA >= 0 && jumpB >= 0;
      a = stride ? jumpA : this.#parent.at(a);
      b = stride ? jumpB : this.#parent.at(b);
    }
    return a === b ? a : -1;
  }

  height(block: number): number {
    return block < 0 ? -1 : this.#height.at(block);
  }

  parent(block: number): number {
    return block < 0 ? -1 : this.#parent.at(block);
  }
}
