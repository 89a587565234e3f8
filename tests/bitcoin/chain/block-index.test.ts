import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ancestorAt,
  type BlockIndex,
  extendIndex,
  genesisIndex,
  isAncestor,
  lastCommonAncestor,
  locatorOf,
  rootIndex,
} from '#bitcoin/chain/block-index';
import { hasMoreWork, reorgPath } from '#bitcoin/chain/reorg-path';
import type { BlockHeader } from '#bitcoin/primitives/block';
import { hashHeader } from '#bitcoin/primitives/block-header';
import { zeroHash } from '#bitcoin/primitives/hashes';

let nonce = 0;

function childHeader(parent: BlockIndex, change: Partial<BlockHeader> = {}): BlockHeader {
  const time = parent.header.time + 600;
  const header = { version: 4, previousBlockHash: parent.hash, merkleRoot: zeroHash, time, bits: 0x207fffff };
  return { ...header, nonce: nonce++, ...change };
}

function grow(from: BlockIndex, blocks: number): BlockIndex {
  let tip = from;
  for (let i = 0; i < blocks; i++) tip = extendIndex(tip, childHeader(tip));
  return tip;
}

const genesis = genesisIndex({
  version: 4,
  previousBlockHash: zeroHash,
  merkleRoot: zeroHash,
  time: 1_700_000_000,
  bits: 0x207fffff,
  nonce: 0,
});
const long = grow(genesis, 3000);

function walk(index: BlockIndex, height: number): BlockIndex | undefined {
  let at: BlockIndex | undefined = index;
  while (at !== undefined && at.height !== height) at = at.parent;
  return at;
}

describe('a place in the tree of headers', () => {
  test('adds up work, height and hash', () => {
    expect(long.height).toBe(3000);
    expect(long.chainWork).toBe(2n * 3001n);
    expect(long.hash).toBe(hashHeader(long.header));
    expect(long.parent!.hash).toBe(long.header.previousBlockHash);
  });

  test('refuses a header that names another parent', () => {
    expect(() => extendIndex(long, childHeader(genesis))).toThrow('Invariant');
  });

  test('finds every ancestor that walking finds, in few steps', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: -5, max: 3005 }), (top, height) => {
        const from = walk(long, top)!;
        expect(ancestorAt(from, height)).toBe(height < 0 || height > top ? undefined : walk(from, height));
      }),
      { numRuns: 300 },
    );
    let steps = 0;
    const counted = (index: BlockIndex): BlockIndex =>
      new Proxy(index, {
        get(target, key) {
          const value = Reflect.get(target, key) as unknown;
          if (key !== 'skip' && key !== 'parent') return value;
          if (key === 'parent') steps++;
          return value === undefined ? undefined : counted(value as BlockIndex);
        },
      });
    ancestorAt(counted(long), 1);
    expect(steps).toBeLessThan(40);
  });

  test('knows the median of the last eleven times, itself included', () => {
    const times = fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(times, (list) => {
        let tip = genesisIndex({ ...genesis.header, time: list[0]! });
        for (const time of list.slice(1)) tip = extendIndex(tip, childHeader(tip, { time }));
        const last = list.slice(-11).sort((a, b) => a - b);
        expect(tip.medianTimePast).toBe(last[Math.floor(last.length / 2)]);
      }),
    );
  });

  test('may start in the middle of a chain', () => {
    const root = rootIndex(genesis.header, { height: 822_528, chainWork: 99n });
    const tip = grow(root, 50);
    expect(tip.height).toBe(822_578);
    expect(ancestorAt(tip, 822_530)!.height).toBe(822_530);
    expect(ancestorAt(tip, 822_527)).toBeUndefined();
    expect(locatorOf(tip).length).toBeGreaterThan(10);
  });
});

describe('two branches', () => {
  const left = grow(walk(long, 2500)!, 700);

  test('meet at their last common block', () => {
    expect(lastCommonAncestor(left, long)).toBe(walk(long, 2500));
    expect(lastCommonAncestor(long, long)).toBe(long);
    expect(lastCommonAncestor(genesis, long)).toBe(genesis);
    fc.assert(
      fc.property(
        fc.nat(300),
        fc.integer({ min: 1, max: 80 }),
        fc.integer({ min: 1, max: 80 }),
        (fork, a, b) => {
          const base = walk(long, fork)!;
          expect(lastCommonAncestor(grow(base, a), grow(base, b))).toBe(base);
        },
      ),
      { numRuns: 30 },
    );
  });

  test('are not each other’s ancestors', () => {
    expect(isAncestor(walk(long, 2500)!, left)).toBe(true);
    expect(isAncestor(walk(long, 2501)!, left)).toBe(false);
    expect(isAncestor(left, left)).toBe(true);
    expect(isAncestor(left, genesis)).toBe(false);
  });

  test('are joined by a path of disconnects and connects', () => {
    //   2498 -> 2499 -> 2500 -> a -> b
    //                       \-> c -> d -> e
    const fork = walk(long, 2500)!;
    const from = grow(fork, 2);
    const to = grow(fork, 3);
    const path = reorgPath(from, to);
    expect(path.fork).toBe(fork);
    expect(path.disconnect).toEqual([from, from.parent]);
    expect(path.connect).toEqual([to.parent!.parent, to.parent, to]);
    expect(reorgPath(fork, to).disconnect).toEqual([]);
  });

  test('the order of arrival does not change the tip when one has strictly more work', () => {
    const fork = walk(long, 10)!;
    const branches = fc.tuple(
      fc.integer({ min: 0, max: 6 }),
      fc.integer({ min: 0, max: 6 }),
      fc.infiniteStream(fc.nat()),
    );
    fc.assert(
      fc.property(branches, ([a, b, dice]) => {
        fc.pre(a !== b);
        const tips = [grow(fork, a), grow(fork, b)];
        const blocks = tips.flatMap((tip) => reorgPath(fork, tip).connect);
        const order = blocks.map((block) => ({ block, key: dice.next().value! }));
        order.sort((x, y) => x.key - y.key);
        // A block is only considered once all its ancestors are here, whenever it came.
        const here = new Set([fork.hash]);
        let tip = fork;
        let waiting = order.map(({ block }) => block);
        while (waiting.length > 0) {
          const ready = waiting.filter((block) => here.has(block.parent!.hash));
          waiting = waiting.filter((block) => !ready.includes(block));
          for (const block of ready) {
            here.add(block.hash);
            if (hasMoreWork(block, tip)) tip = block;
          }
        }
        expect(tip).toBe(a > b ? tips[0] : tips[1]);
      }),
    );
  });

  test('of equal work leave the first seen in place', () => {
    const [a, b] = [grow(genesis, 3), grow(genesis, 3)];
    expect(hasMoreWork(a!, b!)).toBe(false);
    expect(hasMoreWork(b!, a!)).toBe(false);
  });
});

describe('a locator', () => {
  test('is twelve blocks and then doubles its steps to genesis', () => {
    const heights = locatorOf(long).map((hash) => {
      let at: BlockIndex | undefined = long;
      while (at!.hash !== hash) at = at!.parent;
      return at!.height;
    });
    expect(heights).toEqual([
      3000, 2999, 2998, 2997, 2996, 2995, 2994, 2993, 2992, 2991, 2990, 2989, 2987, 2983, 2975, 2959, 2927,
      2863, 2735, 2479, 1967, 943, 0,
    ]);
  });

  test('of genesis is genesis', () => {
    expect(locatorOf(genesis)).toEqual([genesis.hash]);
  });
});
