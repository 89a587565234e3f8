import { useState } from 'react';
import { Slider } from '../../design/slider.tsx';
import { formatCount, formatPercent } from '../../format/quantity.ts';
import { useText } from '../../use-text.ts';
import { usePeers } from '../use-peers.ts';
import { ActionFormCard } from './action-form.tsx';
import { NodeSelect } from './node-select.tsx';

const notches = 100;

/** How fast a miner hashes. The slider is logarithmic, from standing still to eight times all others together. */
export function HashRateForm(props: { readonly node: number }) {
  const t = useText('actions');
  const peers = usePeers();
  const [node, setNode] = useState(
    props.node >= 0 ? props.node : (peers.find((peer) => peer.hashRate > 0)?.index ?? -1),
  );
  const chosen = peers.find((peer) => peer.index === node);
  const others = peers
    .filter((peer) => peer.index !== node && peer.online)
    .reduce((sum, peer) => sum + peer.hashRate, 0);
  const most = Math.max(64, others * 8);
  const rateAt = (notch: number) => (notch === 0 ? 0 : Math.max(1, Math.round(most ** (notch / notches))));
  const notchAt = (rate: number) => (rate <= 0 ? 0 : Math.round((Math.log(rate) / Math.log(most)) * notches));
  const [rate, setRate] = useState(chosen?.hashRate ?? 0);
  const share = rate === 0 ? 0 : rate / (rate + others);
  return (
    <ActionFormCard
      title={t('hashRate.title')}
      explanation={t('hashRate.explanation')}
      verb={t('hashRate.verb')}
      action={chosen === undefined ? undefined : { type: 'set-hash-rate', node: chosen.name, hashRate: rate }}
      onIncomplete={() => undefined}
    >
      <NodeSelect
        label={t('field.miner')}
        peers={peers}
        value={node}
        onChange={(index) => {
          setNode(index);
          setRate(peers.find((peer) => peer.index === index)?.hashRate ?? 0);
        }}
      />
      <Slider
        label={t('field.hashRate')}
        min={0}
        max={notches}
        value={Math.min(notches, notchAt(rate))}
        words={t('hashRate.words', { rate: formatCount(rate), share: formatPercent(share) })}
        onChange={(notch) => setRate(rateAt(notch))}
      />
    </ActionFormCard>
  );
}
