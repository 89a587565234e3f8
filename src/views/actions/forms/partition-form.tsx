import { useState } from 'react';
import { useText } from '../../use-text.ts';
import { usePeers } from '../use-peers.ts';
import { ActionFormCard } from './action-form.tsx';
import css from './forms.module.css';

/** Which peers stand on this side of the cut; all others stand on the other. */
export function PartitionForm() {
  const t = useText('actions');
  const peers = usePeers();
  const [side, setSide] = useState<ReadonlySet<number>>(
    () => new Set(peers.slice(0, Math.ceil(peers.length / 2)).map((peer) => peer.index)),
  );
  const [strict, setStrict] = useState(false);
  const divides = side.size > 0 && side.size < peers.length;
  const toggle = (index: number) => {
    const next = new Set(side);
    if (!next.delete(index)) next.add(index);
    setSide(next);
  };
  return (
    <ActionFormCard
      title={t('partition.title')}
      explanation={t('partition.explanation')}
      verb={t('partition.verb')}
      action={
        divides
          ? {
              type: 'partition',
              groups: [
                peers.filter((peer) => side.has(peer.index)).map((peer) => peer.name),
                peers.filter((peer) => !side.has(peer.index)).map((peer) => peer.name),
              ],
            }
          : undefined
      }
      onIncomplete={() => setStrict(true)}
    >
      <fieldset className={css.sides}>
        <legend>{t('partition.thisSide')}</legend>
        {peers.map((peer) => (
          <label key={peer.index} className={css.side}>
            <input type="checkbox" checked={side.has(peer.index)} onChange={() => toggle(peer.index)} />
            {peer.name}
          </label>
        ))}
      </fieldset>
      {strict && !divides && <p className={css.error}>{t('wrong.bothSides')}</p>}
    </ActionFormCard>
  );
}
