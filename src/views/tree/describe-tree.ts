import type { Reorganisation } from '#app/history';
import type { Scene } from '#app/scene';
import type { Sight } from '../branches/sight.ts';
import type { ListedThing } from '../canvas/canvas-list.tsx';
import { formatQuantity } from '../format/quantity.ts';
import { shortHash } from '../format/short-hash.ts';
import { isPartitioned } from '../inspector/network/network-state.ts';
import { behindOf } from '../network/describe-network.ts';
import type { Say } from '../use-text.ts';
import type { TreePicture } from './compose-tree.ts';

/** The state of the tree in one sentence. */
export function captionText(scene: Scene, sight: Sight, t: Say<'tree'>): string {
  const { blocks } = scene;
  const first = blocks[sight.tips[0] ?? -1];
  if (first === undefined) return t('caption.nobody');
  const block = shortHash(first.hash);
  if (sight.unanimous) {
    return t(sight.viewpoint.viewAs >= 0 ? 'caption.agreedSeen' : 'caption.agreed', {
      name: scene.nodes[sight.viewpoint.viewAs]?.name ?? '',
      block,
      height: first.height,
    });
  }
  const followers = (tip: number) => {
    let count = 0;
    for (let node = 0; node < scene.nodes.length; node++) {
      if (scene.nodeOnline[node] === 1 && sight.tip[node] === tip) count++;
    }
    return count;
  };
  if (sight.tips.length === 1) {
    let online = 0;
    for (let node = 0; node < scene.nodes.length; node++) {
      if (scene.nodeOnline[node] === 1 && sight.nodeKnown[node] === 1) online++;
    }
    return t(isPartitioned(scene) ? 'caption.cut' : 'caption.spreading', {
      block,
      height: first.height,
      count: followers(sight.tips[0]!),
      online,
    });
  }
  const behind = behindOf(scene, sight);
  return t('caption.fork', {
    count: sight.tips.length,
    height: blocks[sight.common]?.height ?? 0,
    sides: [
      ...sight.tips.slice(0, 3).map((tip) =>
        t('caption.side', {
          followers: followers(tip),
          block: shortHash(blocks[tip]!.hash),
          work: formatQuantity(blocks[tip]!.work - (blocks[sight.common]?.work ?? 0)),
        }),
      ),
      ...(behind > 0 ? [t('caption.behind', { count: behind })] : []),
    ].join(' · '),
  });
}

/** "P3 switched: −2 +3 blocks, work 5.1 → 6.0; 4 re-mined, 1 pending, 1 conflicted". */
export function reorgCaption(scene: Scene, reorg: Reorganisation, t: Say<'tree'>): string {
  const shared = scene.blocks[reorg.forkPoint]?.work ?? 0;
  const switched = t('caption.reorg', {
    name: scene.nodes[reorg.node]?.name ?? '',
    out: reorg.disconnected.length,
    into: reorg.connected.length,
    before: formatQuantity(reorg.workBefore - shared),
    after: formatQuantity(reorg.workAfter - shared),
  });
  const count = (fate: string) => reorg.fates.filter((one) => one.fate === fate).length;
  const remined = count('re-mined');
  const pending = count('back-in-mempool');
  const conflicted = count('conflicted');
  if (remined + pending + conflicted === 0) return `${switched}.`;
  return `${switched}; ${t('caption.fates', { remined, pending, conflicted })}.`;
}

/** Ids of folded runs in the list: below −1, so that they never collide with blocks. */
export function runId(value: number): number {
  return -2 - value;
}

/** Every block on the screen in words, oldest first, with the folded runs between them. */
export function listBlocks(scene: Scene, picture: TreePicture, sight: Sight, t: Say<'tree'>): ListedThing[] {
  const followers = new Map<number, string[]>();
  for (let node = 0; node < scene.nodes.length; node++) {
    const tip = sight.tip[node] ?? -1;
    if (tip < 0 || scene.nodeOnline[node] !== 1) continue;
    const names = followers.get(tip);
    if (names === undefined) followers.set(tip, [scene.nodes[node]!.name]);
    else names.push(scene.nodes[node]!.name);
  }
  const things = picture.cards.flatMap((card) => {
    // The picture may still be of a world that has just been replaced.
    const record = scene.blocks[card.block];
    if (record === undefined) return [];
    const names = followers.get(card.block) ?? [];
    return {
      x: card.x,
      id: card.block,
      text: t('spoken.block', {
        height: record.height,
        id: shortHash(record.hash),
        miner: scene.nodes[record.miner]?.name ?? t('spoken.prologue'),
        count: Math.max(0, record.transactions.length - 1),
        state: t(`spoken.state.${card.state}`),
        work: formatQuantity(record.work),
        followers:
          names.length === 0 ? '–' : names.length > 8 ? t('many', { count: names.length }) : names.join(', '),
      }),
    };
  });
  // Where branches run side by side, the heights they share fold and unfold together.
  const lowest = new Map([...picture.stubs].reverse().map((stub) => [stub.run.from, stub]));
  const runs = [...lowest.values()].map((stub) => ({
    x: stub.x,
    id: runId(stub.run.from),
    text: t('spoken.run', { count: stub.count, from: stub.run.from, to: stub.run.to }),
  }));
  return [...things, ...runs].sort((a, b) => a.x - b.x || a.id - b.id).map(({ id, text }) => ({ id, text }));
}
