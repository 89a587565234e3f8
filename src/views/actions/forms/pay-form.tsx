import { useState } from 'react';
import { TextField } from '../../design/text-field.tsx';
import { useText } from '../../use-text.ts';
import { parseCoins } from '../parse-coins.ts';
import { usePeers } from '../use-peers.ts';
import { ActionFormCard } from './action-form.tsx';
import { AmountField } from './amount-field.tsx';
import css from './forms.module.css';
import { NodeSelect } from './node-select.tsx';

/** A payment between two peers' wallets. */
export function PayForm(props: { readonly from: number; readonly to: number }) {
  const t = useText('actions');
  const peers = usePeers();
  const [from, setFrom] = useState(
    props.from >= 0 ? props.from : (peers.find((peer) => peer.online)?.index ?? -1),
  );
  const [to, setTo] = useState(props.to >= 0 ? props.to : likelyPayee(peers, from));
  const [amount, setAmount] = useState('0.5');
  const [feeRate, setFeeRate] = useState('');
  const [strict, setStrict] = useState(false);
  const parsed = parseCoins(amount);
  const fee = feeRate.trim() === '' ? undefined : Number(feeRate);
  const feeWrong = fee !== undefined && !(fee >= 1 && fee <= 10_000);
  const payer = peers.find((peer) => peer.index === from);
  const payee = peers.find((peer) => peer.index === to);
  const complete = payer !== undefined && payee !== undefined && payer !== payee && parsed.ok && !feeWrong;
  return (
    <ActionFormCard
      title={t('pay.title')}
      explanation={t('pay.explanation')}
      verb={t('pay.verb')}
      action={
        complete
          ? {
              type: 'pay',
              from: payer.name,
              to: payee.name,
              amount: parsed.satoshis.toString(),
              ...(fee === undefined ? {} : { feeRate: fee }),
            }
          : undefined
      }
      onIncomplete={() => setStrict(true)}
    >
      <div className={css.pair}>
        <NodeSelect
          label={t('field.from')}
          peers={peers}
          value={from}
          onChange={setFrom}
          error={strict && payer === undefined ? t('wrong.choose') : undefined}
        />
        <NodeSelect
          label={t('field.to')}
          peers={peers}
          value={to}
          onChange={setTo}
          error={payer !== undefined && payer === payee ? t('wrong.same') : undefined}
        />
      </div>
      <AmountField payer={from} value={amount} onChange={setAmount} strict={strict} />
      <TextField
        label={t('field.feeRate')}
        inputMode="decimal"
        unit="sat/vB"
        value={feeRate}
        onChange={setFeeRate}
        placeholder={t('field.automatic')}
        error={feeWrong ? t('wrong.feeRate') : undefined}
      />
    </ActionFormCard>
  );
}

/** A merchant if there is one, or anybody but the payer. */
function likelyPayee(peers: ReturnType<typeof usePeers>, from: number): number {
  const others = peers.filter((peer) => peer.index !== from);
  return (others.find((peer) => peer.role === 'merchant') ?? others[0])?.index ?? -1;
}
