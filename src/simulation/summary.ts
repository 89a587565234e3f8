import { type LogColumns, LogKind } from './log.ts';
import type { World } from './world.ts';

/** One reorganisation of one node. */
export interface ReorgSummary {
  /** Simulated seconds. */
  readonly at: number;
  readonly node: string;
  readonly depth: number;
}

/** A run in numbers, as the command line prints it. */
export interface RunSummary {
  readonly traceHash: string;
  readonly seconds: number;
  readonly height: number;
  readonly tip: string;
  /** Blocks found since t = 0, and those of them that the best chain does not contain. */
  readonly blocks: number;
  readonly stale: number;
  readonly reorgs: readonly ReorgSummary[];
  readonly transactions: {
    readonly made: number;
    readonly confirmed: number;
    readonly waiting: number;
    readonly dead: number;
  };
  readonly doubleSpends: { readonly started: number; readonly succeeded: number; readonly gaveUp: number };
  readonly events: number;
  readonly messages: number;
  readonly hashes: number;
}

/** Watches the rows of a world as they are drained and sums them up. */
export class RunSummariser {
  private readonly reorgs: ReorgSummary[] = [];
  private attacks = { started: 0, succeeded: 0, gaveUp: 0 };

  /** Takes rows the world has just logged. */
  take(world: World, { count, time, kind, a, x }: LogColumns): void {
    for (let i = 0; i < count; i++) {
      if (kind[i] === LogKind.tip && x[i]! > 0) {
        this.reorgs.push({ at: time[i]! / 1_000_000, node: world.nodes[a[i]!]!.name, depth: x[i]! });
      } else if (kind[i] === LogKind.attack) {
        if (x[i] === 1) this.attacks.started++;
        if (x[i] === 5) this.attacks.succeeded++;
        if (x[i] === 6) this.attacks.gaveUp++;
      }
    }
  }

  summary(world: World): RunSummary {
    const best = world.nodes.reduce(
      (tip, node) => (node.online && node.tip.work > tip.work ? node.tip : tip),
      world.prologue.tip,
    );
    const found = world.blocks.filter((block) => block.miner >= 0);
    let active = 0;
    for (let walk = best; walk.miner >= 0 && walk.parent !== undefined; walk = walk.parent) active++;
    const made = world.transactions.filter((tx) => tx.from >= 0);
    const confirmed = made.filter((tx) => world.isConfirmed(tx, best)).length;
    const waiting = made.filter(
      (tx) => !world.isConfirmed(tx, best) && world.nodes.some((node) => node.mempool.entries.has(tx.txid)),
    ).length;
    return {
      traceHash: world.traceHash(),
      seconds: world.now / 1_000_000,
      height: best.height,
      tip: best.hash,
      blocks: found.length,
      stale: found.length - active,
      reorgs: this.reorgs,
      transactions: { made: made.length, confirmed, waiting, dead: made.length - confirmed - waiting },
      doubleSpends: this.attacks,
      events: world.variables.events,
      messages: world.variables.messagesSent,
      hashes: world.ledger.computed,
    };
  }
}
