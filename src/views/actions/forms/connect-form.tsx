import { useState } from 'react';
import { useText } from '../../use-text.ts';
import { usePeers } from '../use-peers.ts';
import { ActionFormCard } from './action-form.tsx';
import css from './forms.module.css';
import { NodeSelect } from './node-select.tsx';

/** A new connection between two peers. */
export function ConnectForm(props: { readonly a: number }) {
  const t = useText('actions');
  const peers = usePeers().filter((peer) => peer.online);
  const [a, setA] = useState(props.a >= 0 ? props.a : (peers[0]?.index ?? -1));
  const [b, setB] = useState(peers.find((peer) => peer.index !== a)?.index ?? -1);
  const name = (index: number) => peers.find((peer) => peer.index === index)?.name;
  const [from, to] = [name(a), name(b)];
  return (
    <ActionFormCard
      title={t('connect.title')}
      explanation={t('connect.explanation')}
      verb={t('connect.verb')}
      action={
        from !== undefined && to !== undefined && a !== b ? { type: 'connect', a: from, b: to } : undefined
      }
      onIncomplete={() => undefined}
    >
      <div className={css.pair}>
        <NodeSelect label={t('field.node')} peers={peers} value={a} onChange={setA} />
        <NodeSelect
          label={t('field.otherNode')}
          peers={peers}
          value={b}
          onChange={setB}
          error={a === b ? t('wrong.same') : undefined}
        />
      </div>
    </ActionFormCard>
  );
}
