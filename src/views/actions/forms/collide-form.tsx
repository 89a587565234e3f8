import { useState } from 'react';
import { useText } from '../../use-text.ts';
import { usePeers } from '../use-peers.ts';
import { ActionFormCard } from './action-form.tsx';
import css from './forms.module.css';
import { NodeSelect } from './node-select.tsx';

/** Two miners that find a block at the same height before either hears of the other's. */
export function CollideForm(props: { readonly first: number }) {
  const t = useText('actions');
  const miners = usePeers().filter((peer) => peer.online && peer.hashRate > 0);
  const [first, setFirst] = useState(
    miners.some((peer) => peer.index === props.first) ? props.first : (miners[0]?.index ?? -1),
  );
  const [second, setSecond] = useState(miners.find((peer) => peer.index !== first)?.index ?? -1);
  const name = (index: number) => miners.find((peer) => peer.index === index)?.name;
  const [a, b] = [name(first), name(second)];
  return (
    <ActionFormCard
      title={t('collide.title')}
      explanation={t('collide.explanation')}
      verb={t('collide.verb')}
      action={a !== undefined && b !== undefined && a !== b ? { type: 'collide', nodes: [a, b] } : undefined}
      onIncomplete={() => undefined}
    >
      <div className={css.pair}>
        <NodeSelect label={t('field.miner')} peers={miners} value={first} onChange={setFirst} />
        <NodeSelect
          label={t('field.otherMiner')}
          peers={miners}
          value={second}
          onChange={setSecond}
          error={miners.length < 2 ? t('wrong.twoMiners') : first === second ? t('wrong.same') : undefined}
        />
      </div>
    </ActionFormCard>
  );
}
