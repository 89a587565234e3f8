import type { Scene } from '#app/scene';
import type { Selection } from '#app/studio-state';
import type { Sight } from '../branches/sight.ts';
import { formatBytes, formatQuantity } from '../format/quantity.ts';
import { shortHash } from '../format/short-hash.ts';
import { useScene } from '../use-studio.ts';
import { useText } from '../use-text.ts';
import { MessageWords } from './message-words.tsx';

/** The words beside the thing under the pointer. */
export function NetworkTip(props: { readonly thing: Selection; readonly look: (scene: Scene) => Sight }) {
  const t = useText('network');
  const { thing } = props;
  const lines = useScene((scene): readonly string[] => {
    if (thing.kind === 'node') {
      const node = scene.nodes[thing.node];
      if (node === undefined) return [];
      const tip = scene.blocks[props.look(scene).tip[thing.node] ?? -1];
      const rate = scene.nodeHashRate[thing.node]!;
      return [
        `${node.name} · ${t(`role.${scene.nodeRole[thing.node]!}`)}`,
        scene.nodeOnline[thing.node] !== 1
          ? t('off')
          : tip === undefined
            ? '?'
            : `${shortHash(tip.hash)} · ${t('tip.height', { height: tip.height })}`,
        t('tip.mempool', { count: scene.nodeMempool[thing.node]! }) +
          (rate > 0 ? ` · ${t('tip.hashRate', { rate: formatQuantity(rate) })}` : ''),
      ];
    }
    if (thing.kind === 'link') {
      const link = scene.links[thing.link];
      if (link === undefined) return [];
      return [
        `${scene.nodes[link.a]!.name} – ${scene.nodes[link.b]!.name}`,
        t('tip.bandwidth', {
          latency: `${Math.round(link.latencyMicros / 1000)}\u202fms`,
          rate: formatBytes(link.bytesPerSecond),
        }),
      ];
    }
    return [];
  });
  if (thing.kind === 'message') return <MessageWords row={thing.row} />;
  return (
    <>
      {lines.map((line, position) =>
        position === 0 ? <strong key={line}>{line}</strong> : <small key={line}>{line}</small>,
      )}
    </>
  );
}
