import { describe, expect, test } from 'vitest';
import { LogKind } from '#simulation/log';
import type { World } from '#simulation/world';
import { eventByEvent, search, second } from './run-scenario.ts';
import { fullMesh, smallWorld } from './small-world.ts';
import { WorldCheckers } from './world-checkers.ts';

const honest = ['Mia', 'Max', 'Moe'];

/** Eve with `rate` tries a second among three miners with 100 each. */
function arena(rate: number, seed: number): World {
  return smallWorld({
    nodes: [...honest.map((name) => ({ name, hashRate: 100 })), { name: 'Eve', hashRate: rate }],
    links: fullMesh([...honest, 'Eve'], 20_000),
    actions: [{ at: second, action: { type: 'strategy', node: 'Eve', strategy: 'selfish' } }],
    seed,
  });
}

function highest(world: World): number {
  return Math.max(...world.blocks.map((block) => block.height));
}

/** Algorithm 1 of the paper, word for word: lengths only, one event after the other. */
class Paper {
  private priv: number;
  private pub: number;
  private branch = 0;
  private shown: number;
  /** Heights up to which the private chain was shown, in order. */
  readonly published: number[] = [];
  readonly cases = new Set<string>();

  constructor(height: number) {
    this.priv = height;
    this.pub = height;
    this.shown = height;
  }

  poolFinds(): void {
    const lead = this.priv - this.pub;
    this.priv++;
    this.branch++;
    this.cases.add(
      `pool finds with lead ${Math.min(lead, 3)}${lead === 0 && this.branch > 1 ? ' in a tie' : ''}`,
    );
    if (lead === 0 && this.branch === 2) {
      this.publish(this.priv);
      this.branch = 0;
      this.pub = this.priv;
    }
  }

  othersFind(): void {
    const lead = this.priv - this.pub;
    this.cases.add(`others find with lead ${Math.min(lead, 3)}`);
    this.pub++;
    if (lead === 0) {
      this.priv = this.pub;
      this.branch = 0;
      this.shown = this.pub;
    } else if (lead === 1) this.publish(this.priv);
    else if (lead === 2) {
      this.publish(this.priv);
      this.branch = 0;
      this.pub = this.priv;
    } else this.publish(this.shown + 1);
  }

  private publish(height: number): void {
    this.shown = height;
    this.published.push(height);
  }
}

describe('selfish mining', () => {
  test('does what Algorithm 1 says at every event', () => {
    const cases = new Set<string>();
    for (const [seed, rate] of [150, 200, 250, 270, 290, 220].entries())
      for (const name of compare(arena(rate, seed))) cases.add(name);
    expect([...cases].sort()).toEqual([
      'others find with lead 0',
      'others find with lead 1',
      'others find with lead 2',
      'others find with lead 3',
      'pool finds with lead 0',
      'pool finds with lead 0 in a tie',
      'pool finds with lead 1',
      'pool finds with lead 2',
      'pool finds with lead 3',
    ]);
  });

  /** Plays until just before the first retarget (the paper knows one difficulty) and compares what was shown when.
   * @returns the cases of the algorithm that came up */
  function compare(world: World): ReadonlySet<string> {
    const eve = world.indexOf('Eve')!;
    let paper = new Paper(0);
    for (let time = second; highest(world) < 71; time += second / 10) world.runUntil(time, search);
    const rows = world.log_.drain();
    const published: number[] = [];
    let best = world.prologue.tip.height;
    for (let i = 0; i < rows.count; i++) {
      const kind = rows.kind[i]!;
      if (rows.a[i] !== eve || rows.time[i]! < second) continue;
      const block = world.blocks[rows.object[i]!]!;
      if (kind === LogKind.secret) {
        paper = new Paper(block.height);
        best = block.height;
      }
      if (kind === LogKind.blockFound) paper.poolFinds();
      else if (kind === LogKind.blockAccepted && block.miner !== eve && block.height > best)
        paper.othersFind();
      else if (kind === LogKind.published) published.push(block.height);
      // What everybody knows: the others' blocks, and the pool's once it shows them as the longest chain.
      if (kind === LogKind.tip) best = block.height;
    }
    expect(published).toEqual(paper.published);
    expect(published.length).toBeGreaterThan(4);
    return paper.cases;
  }

  test('breaks no rule of the world, and the pool follows the most work it has shown', () => {
    const world = arena(220, 4);
    const checkers = new WorldCheckers();
    eventByEvent(world, 200 * second, (now) => checkers.afterEvent(now));
    checkers.supply(world);
    expect(world.blocks.length).toBeGreaterThan(100);
  });

  test('honest nodes never see a block before the pool shows it', () => {
    const world = arena(220, 5);
    const eve = world.indexOf('Eve')!;
    world.runUntil(300 * second, search);
    const rows = world.log_.drain();
    const shown = new Set<number>();
    let seen = 0;
    for (let i = 0; i < rows.count; i++) {
      const block = world.blocks[rows.object[i]!];
      if (rows.kind[i] === LogKind.published) {
        let walk = block;
        for (let left = rows.x[i]!; left > 0 && walk !== undefined; left--, walk = walk.parent)
          shown.add(walk.id);
      } else if (rows.kind[i] === LogKind.blockAccepted && rows.a[i] !== eve && block!.miner === eve) {
        if (rows.time[i]! > second) expect(shown.has(block!.id)).toBe(true);
        seen++;
      }
    }
    expect(seen).toBeGreaterThan(20);
  });

  test('ends with honest mining: what is left is published, and all agree again', () => {
    const world = smallWorld({
      nodes: [...honest.map((name) => ({ name, hashRate: 100 })), { name: 'Eve', hashRate: 250 }],
      links: fullMesh([...honest, 'Eve'], 20_000),
      actions: [
        { at: second, action: { type: 'strategy', node: 'Eve', strategy: 'selfish' } },
        { at: 200 * second, action: { type: 'strategy', node: 'Eve', strategy: 'honest' } },
        ...[...honest, 'Eve'].map((node) => ({
          at: 260 * second,
          action: { type: 'set-hash-rate' as const, node, hashRate: 0 },
        })),
      ],
    });
    world.runUntil(270 * second, search);
    new WorldCheckers().quiet(world);
    const eve = world.nodes[world.indexOf('Eve')!]!;
    expect(eve.miner.secretTip).toBeUndefined();
    expect(eve.strategy).toBeUndefined();
  });
});
