import { useState } from 'react';
import { useText } from '../../use-text.ts';
import { parseCoins } from '../parse-coins.ts';
import { usePeers } from '../use-peers.ts';
import { ActionFormCard } from './action-form.tsx';
import { AmountField } from './amount-field.tsx';
import css from './forms.module.css';
import { NodeSelect } from './node-select.tsx';

/** Two payments of one coin, sent to different neighbours at once. */
export function ConflictForm(props: { readonly from: number }) {
  const t = useText('actions');
  const peers = usePeers();
  const [from, setFrom] = useState(props.from >= 0 ? props.from : (peers[0]?.index ?? -1));
  const others = peers.filter((peer) => peer.index !== from);
  const [to, setTo] = useState(others[0]?.index ?? -1);
  const [other, setOther] = useState(others[1]?.index ?? -1);
  const [amount, setAmount] = useState('0.5');
  const [strict, setStrict] = useState(false);
  const name = (index: number) => peers.find((peer) => peer.index === index)?.name;
  const parsed = parseCoins(amount);
  const names = [name(from), name(to), name(other)];
  const distinct = new Set(names).size === 3 && !names.includes(undefined);
  const same = t('wrong.same');
  return (
    <ActionFormCard
      title={t('conflict.title')}
      explanation={t('conflict.explanation')}
      verb={t('conflict.verb')}
      danger
      action={
        distinct && parsed.ok
          ? {
              type: 'conflict',
              from: names[0]!,
              to: names[1]!,
              other: names[2]!,
              amount: parsed.satoshis.toString(),
            }
          : undefined
      }
      onIncomplete={() => setStrict(true)}
    >
      <NodeSelect label={t('field.from')} peers={peers} value={from} onChange={setFrom} />
      <div className={css.pair}>
        <NodeSelect
          label={t('field.toFirst')}
          peers={peers}
          value={to}
          onChange={setTo}
          error={to === from ? same : undefined}
        />
        <NodeSelect
          label={t('field.toSecond')}
          peers={peers}
          value={other}
          onChange={setOther}
          error={other === from || other === to ? same : undefined}
        />
      </div>
      <AmountField payer={from} value={amount} onChange={setAmount} strict={strict} />
    </ActionFormCard>
  );
}
