import { useMemo } from 'react';
import type { Role } from '#simulation/records';
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
  const flat = useScene((scene) =>
    scene.nodes
      .filter((node) => scene.nodeBorn[node.index] === 1)
      .map((node) => {
        const online = scene.nodeOnline[node.index] ?? 0;
        const secret = scene.nodeSecret[node.index] ?? 0;
        return `${node.index}\t${node.name}\t${node.role}\t${online}\t${scene.nodeHashRate[node.index] ?? 0}\t${secret}`;
      }),
  );
  return useMemo(() => flat.map(peerOf), [flat]);
}

/** Strings compare by value, so an unchanged list of peers causes no redraw. */
function peerOf(text: string): Peer {
  const [index, name, role, online, hashRate, secret] = text.split('\t');
  return {
    index: Number(index),
    name: name ?? '',
    role: role as Role,
    online: online === '1',
    hashRate: Number(hashRate),
    secret: secret === '1',
  };
}

/** Is a partition in force at the playhead: was the last of partition and heal a partition? */
export function usePartitioned(): boolean {
  return useScene((scene) => {
    let partitioned = false;
    for (const { at, action } of scene.actions) {
      if (at > scene.playhead.time) break;
      if (action.type === 'partition') partitioned = true;
      else if (action.type === 'heal') partitioned = false;
    }
    return partitioned;
  });
}
