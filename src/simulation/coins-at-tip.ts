import type { CoinsChange, UtxoSet } from '#bitcoin/chain/coins';
import { applyConnect, disconnectBlock } from '#bitcoin/consensus/connect-block';
import { assert } from '#bitcoin/encoding/assert';
import type { BlockRef } from './refs.ts';
import { readChange } from './stored-change.ts';

interface Held {
  tip: BlockRef;
  readonly set: UtxoSet;
  used: number;
}

/** Sets kept at once: in a fork nodes ask for both tips in turn. */
const maxHeld = 4;

/** The coins at any tip. A UTXO set is a function of a tip; a few sets are kept and moved from tip to tip by connecting
 * and disconnecting blocks. What it answers never depends on which sets it happens to hold. */
export class CoinsAtTip {
  private readonly held: Held[];
  private clock = 0;

  constructor(tip: BlockRef, set: UtxoSet) {
    this.held = [{ tip, set, used: 0 }];
  }

  /** Coins of a world that goes its own way from `tip`: it moves no set of ours, and what it makes ends with it. */
  fork(tip: BlockRef): CoinsAtTip {
    return new CoinsAtTip(tip, this.at(tip).copy());
  }

  /** The set at `tip`, valid until the next call. Every block of its branch has been checked. */
  at(tip: BlockRef): UtxoSet {
    this.clock++;
    const exact = this.held.find((held) => held.tip === tip);
    if (exact !== undefined) {
      exact.used = this.clock;
      return exact.set;
    }
    const moved = this.pick(tip);
    moved.used = this.clock;
    move(moved, tip);
    return moved.set;
  }

  /** A set to move: a copy of the nearest while there is room, else the one that was not asked for longest. */
  private pick(tip: BlockRef): Held {
    if (this.held.length < maxHeld) {
      const nearest = this.held.reduce((best, held) =>
        distance(held.tip, tip) < distance(best.tip, tip) ? held : best,
      );
      const copy: Held = { tip: nearest.tip, set: nearest.set.copy(), used: 0 };
      this.held.push(copy);
      return copy;
    }
    return this.held.reduce((oldest, held) => (held.used < oldest.used ? held : oldest));
  }
}

function distance(a: BlockRef, b: BlockRef): number {
  let steps = 0;
  let left: BlockRef = a;
  let right: BlockRef = b;
  while (left !== right) {
    if (left.height >= right.height) left = left.parent!;
    else right = right.parent!;
    steps++;
  }
  return steps;
}

function move(held: Held, tip: BlockRef): void {
  const connect: BlockRef[] = [];
  let to = tip;
  while (held.tip !== to) {
    if (held.tip.height >= to.height) {
      disconnectBlock(held.set, changeOf(held.tip));
      held.tip = held.tip.parent!;
    } else {
      connect.push(to);
      to = to.parent!;
    }
  }
  for (const block of connect.reverse()) {
    applyConnect(held.set, changeOf(block));
    held.tip = block;
  }
}

function changeOf(block: BlockRef): CoinsChange {
  const { change, stored } = block.checked;
  if (stored !== undefined) return readChange(block, stored);
  assert(change !== undefined, 'only checked blocks have a set of coins');
  return change;
}
