import type { Scene } from '#app/scene';
import type { Sight } from '../branches/sight.ts';
import type { ListedThing } from '../canvas/canvas-list.tsx';
import { formatPercent } from '../format/quantity.ts';
import { shortHash } from '../format/short-hash.ts';
import type { Say } from '../use-text.ts';
import { tellsOf, totalHashRate, tryTurns } from './network-picture.ts';

/** Counts and the state of agreement, for the heading and the text alternative. Plain and comparable. */
export interface NetworkSummary {
  readonly peers: number;
  readonly links: number;
  readonly messages: number;
  readonly online: number;
  /** Sides of the disagreement as `branch:hash:followers`, most followers first; at most four. */
  readonly sides: readonly AgreementSide[];
  readonly unanimous: boolean;
  /** Online peers whose tip is known and is on no side: behind, or still where the sides parted. */
  readonly behind: number;
  /** Name of the node through whose eyes this is seen; undefined: everyone's. */
  readonly eye: string | undefined;
}

export interface AgreementSide {
  readonly branch: number;
  readonly block: number;
  readonly id: string;
  readonly followers: number;
}

/** Summarises what a viewpoint sees. */
export function summariseNetwork(scene: Scene, sight: Sight): NetworkSummary {
  let peers = 0;
  let online = 0;
  for (let node = 0; node < scene.nodes.length; node++) {
    if (scene.nodeBorn[node] !== 1 || sight.nodeKnown[node] !== 1) continue;
    peers++;
    if (scene.nodeOnline[node] === 1) online++;
  }
  const eye = sight.viewpoint.viewAs;
  let links = 0;
  for (const link of scene.links) {
    if (scene.linkUp[link.index] === 1 && (eye < 0 || link.a === eye || link.b === eye)) links++;
  }
  let messages = scene.inFlight.count;
  if (eye >= 0) {
    // Of what is under way it knows what it has sent itself.
    messages = 0;
    for (let at = 0; at < scene.inFlight.count; at++) if (scene.inFlight.from[at] === eye) messages++;
  }
  return {
    peers,
    links,
    messages,
    online,
    behind: behindOf(scene, sight),
    eye: scene.nodes[eye]?.name,
    unanimous: sight.unanimous,
    sides: sight.tips.slice(0, 4).map((tip) => ({
      branch: sight.branch(tip),
      block: tip,
      id: shortHash(scene.blocks[tip]!.hash),
      followers: followersOf(scene, sight, tip),
    })),
  };
}

function followersOf(scene: Scene, sight: Sight, tip: number): number {
  let count = 0;
  for (let node = 0; node < scene.nodes.length; node++) {
    if (scene.nodeOnline[node] === 1 && sight.tip[node] === tip) count++;
  }
  return count;
}

/** Online peers whose tip is known and none of `sight.tips`. */
export function behindOf(scene: Scene, sight: Sight): number {
  let count = 0;
  for (let node = 0; node < scene.nodes.length; node++) {
    const tip = sight.tip[node] ?? -1;
    if (scene.nodeOnline[node] === 1 && tip >= 0 && !sight.tips.includes(tip)) count++;
  }
  return count;
}

/** The state of agreement in one sentence. */
export function agreementText(summary: NetworkSummary, t: Say<'network'>): string {
  const [first, ...others] = summary.sides;
  if (first === undefined) return t('agreement.nobody');
  if (summary.unanimous) {
    return summary.eye === undefined
      ? t('agreement.all', { block: first.id })
      : t('agreement.allSeen', { name: summary.eye, block: first.id });
  }
  if (others.length === 0) {
    return t('agreement.spreading', { count: first.followers, online: summary.online, block: first.id });
  }
  const sides = summary.sides.map((side) => t('agreement.side', { count: side.followers, block: side.id }));
  if (summary.behind > 0) sides.push(t('agreement.behind', { count: summary.behind }));
  return sides.join(', ');
}

/** Every peer, left to right. */
export function peersInOrder(scene: Scene): readonly number[] {
  return scene.nodes
    .filter((record) => scene.nodeBorn[record.index] === 1)
    .sort((a, b) => a.x - b.x || a.y - b.y)
    .map(({ index }) => index);
}

/** These peers in words. */
export function listPeers(
  scene: Scene,
  sight: Sight,
  t: Say<'network'>,
  peers: readonly number[],
): ListedThing[] {
  const openLinks = new Int32Array(scene.nodes.length);
  for (const link of scene.links) {
    if (scene.linkUp[link.index] !== 1) continue;
    openLinks[link.a]!++;
    openLinks[link.b]!++;
  }
  const totalRate = totalHashRate(scene);
  return peers.map((peer) => {
    const { index, name } = scene.nodes[peer]!;
    const said = { name, role: t(`role.${scene.nodeRole[peer]!}`) };
    const tip = scene.blocks[sight.tip[index] ?? -1];
    if (scene.nodeOnline[index] !== 1) return { id: index, text: t('spoken.offline', said) };
    if (tip === undefined) return { id: index, text: t('spoken.unknown', said) };
    const follows = { ...said, block: shortHash(tip.hash), height: tip.height };
    if (!tellsOf(sight, index)) return { id: index, text: t('spoken.peer', follows) };
    const text = t('spoken.node', {
      ...follows,
      count: scene.nodeMempool[index]!,
      peers: openLinks[index]!,
    });
    const rate = scene.nodeHashRate[index]!;
    if (rate <= 0) return { id: index, text };
    const miner = t('spoken.miner', {
      share: formatPercent(totalRate > 0 ? rate / totalRate : 0),
      turns: formatPercent(tryTurns(scene, index)),
    });
    return { id: index, text: `${text}; ${miner}` };
  });
}

/** Every open link. */
export function openLinks(scene: Scene): readonly number[] {
  return scene.links.filter((link) => scene.linkUp[link.index] === 1).map(({ index }) => index);
}

/** These links in words. */
export function listLinks(scene: Scene, t: Say<'network'>, links: readonly number[]): ListedThing[] {
  return links.map((index) => {
    const link = scene.links[index]!;
    return {
      id: index,
      text: t('spoken.link', {
        a: scene.nodes[link.a]!.name,
        b: scene.nodes[link.b]!.name,
        millis: Math.round(link.latencyMicros / 1000),
      }),
    };
  });
}
