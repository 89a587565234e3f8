import { AttackPhase, LogKind, TxRemoval } from './log.ts';
import type { Goal } from './scenario.ts';
import type { World } from './world.ts';

/** Watches a world's rows and says which goals of its scenario have been reached. */
export class GoalWatcher {
  private readonly reached: boolean[];
  private readonly goals: readonly Goal[];
  private deepest = 0;
  private returned = false;
  private conflicted = false;
  private succeeded = false;
  private shorterWon = false;

  constructor(goals: readonly Goal[]) {
    this.goals = goals;
    this.reached = goals.map(() => false);
  }

  /** Takes rows that the world has just logged. */
  take(
    world: World,
    rows: {
      readonly count: number;
      readonly kind: Uint8Array;
      readonly a: Int32Array;
      readonly b: Int32Array;
      readonly object: Int32Array;
      readonly x: Float64Array;
    },
  ): void {
    for (let i = 0; i < rows.count; i++) {
      const kind = rows.kind[i]!;
      const x = rows.x[i]!;
      if (kind === LogKind.tip && x > 0) {
        this.deepest = Math.max(this.deepest, x);
        if (world.blocks[rows.object[i]!]!.height < world.blocks[rows.b[i]!]!.height) this.shorterWon = true;
      } else if (kind === LogKind.txReturned) this.returned = true;
      else if (
        kind === LogKind.txRemoved &&
        (rows.b[i] === TxRemoval.conflicted || rows.b[i] === TxRemoval.reorganised)
      )
        this.conflicted = true;
      else if (kind === LogKind.attack && x === AttackPhase.succeeded) this.succeeded = true;
    }
    this.goals.forEach((goal, i) => {
      if (!this.reached[i]) this.reached[i] = this.isReached(world, goal);
    });
  }

  get all(): boolean {
    return this.reached.every(Boolean);
  }

  /** One entry per goal, in their order. */
  get states(): readonly boolean[] {
    return this.reached;
  }

  private isReached(world: World, goal: Goal): boolean {
    switch (goal.type) {
      case 'height':
        return world.nodes.every((node) => !node.online || node.tip.height >= goal.atLeast);
      case 'reorg':
        return this.deepest >= goal.depthAtLeast;
      case 'fork-resolved':
        return this.deepest > 0 && agree(world);
      case 'fewer-blocks-more-work':
        return this.shorterWon && agree(world);
      case 'synced': {
        const index = world.indexOf(goal.node);
        const node = index === undefined ? undefined : world.nodes[index];
        return (
          node?.online === true &&
          node.peers.length >= 2 &&
          node.tip.height >= world.prologue.tip.height &&
          agree(world)
        );
      }
      case 'double-spend-succeeded':
        return this.succeeded;
      case 'tx-returned':
        return this.returned;
      case 'tx-conflicted':
        return this.conflicted;
    }
  }
}

function agree(world: World): boolean {
  const online = world.nodes.filter((node) => node.online);
  return online.every((node) => node.tip === online[0]!.tip);
}
