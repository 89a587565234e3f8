import type { Scene } from '#app/scene';
import type { Role } from '#simulation/records';
import { isPartitioned } from '../network/partition-seam.ts';
import { useScene } from '../use-studio.ts';

/** A node as forms and menus need it, at the playhead. */
export interface Peer {
  readonly index: number;
  readonly name: string;
  readonly role: Role;
  readonly online: boolean;
  readonly hashRate: number;
  readonly secret: boolean;
}

/** The nodes that exist at the playhead. */
export function usePeers(): readonly Peer[] {
  return useScene(peersOf);
}

/** Is a partition in force at the playhead: was the last of partition and heal a partition? */
export function usePartitioned(): boolean {
  return useScene(isPartitioned);
}

let known: Pick<Scene, 'nodes' | 'playhead'> & { readonly peers: readonly Peer[] } = {
  nodes: [],
  playhead: { time: -1, index: -1 },
  peers: [],
};

/** Worked out once for all who ask at one moment; the same list again while nothing about it changes. */
function peersOf(scene: Scene): readonly Peer[] {
  const { nodes, playhead } = scene;
  if (known.nodes === nodes && known.playhead === playhead) return known.peers;
  const born = nodes.filter(({ index }) => scene.nodeBorn[index] === 1);
  const same =
    born.length === known.peers.length &&
    born.every(({ index, name }, at) => {
      const peer = known.peers[at] as Peer;
      return (
        peer.index === index &&
        peer.name === name &&
        peer.role === scene.nodeRole[index] &&
        peer.online === (scene.nodeOnline[index] === 1) &&
        peer.hashRate === scene.nodeHashRate[index] &&
        peer.secret === (scene.nodeSecret[index] === 1)
      );
    });
  const peers = same
    ? known.peers
    : born.map(({ index, name, role }) => ({
        index,
        name,
        role: scene.nodeRole[index] ?? role,
        online: scene.nodeOnline[index] === 1,
        hashRate: scene.nodeHashRate[index] ?? 0,
        secret: scene.nodeSecret[index] === 1,
      }));
  known = { nodes, playhead, peers };
  return peers;
}
