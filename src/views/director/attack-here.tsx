import { useState } from 'react';
import { AmountField } from '../actions/forms/amount-field.tsx';
import { NodeSelect } from '../actions/forms/node-select.tsx';
import { parseCoins } from '../actions/parse-coins.ts';
import { type Peer, usePeers } from '../actions/use-peers.ts';
import { Button } from '../design/button.tsx';
import { Slider } from '../design/slider.tsx';
import { formatPercent } from '../format/quantity.ts';
import { useVerbs } from '../use-studio.ts';
import { useText } from '../use-text.ts';
import css from './director.module.css';
import { useDirector } from './director-state.ts';

/** A double spend in the network that is open, at this moment, whoever is in it. */
export function AttackHere() {
  const t = useText('director');
  return (
    <details className={css.change}>
      <summary>{t('here.title')}</summary>
      <p className={css.quiet}>{t('here.note')}</p>
      <AttackForm />
    </details>
  );
}

function AttackForm() {
  const t = useText('director');
  const a = useText('actions');
  const verbs = useVerbs();
  const peers = usePeers();
  const goTo = useDirector((state) => state.goTo);
  const miners = peers.filter((peer) => peer.hashRate > 0);
  const [attacker, setAttacker] = useState(() => likely(miners, 'attacker', -1));
  const [merchant, setMerchant] = useState(() => likely(peers, 'merchant', attacker));
  const [amount, setAmount] = useState('2');
  const [confirmations, setConfirmations] = useState(2);
  const [deficit, setDeficit] = useState(6);
  const [strict, setStrict] = useState(false);
  const parsed = parseCoins(amount);
  const from = peers.find((peer) => peer.index === attacker);
  const to = peers.find((peer) => peer.index === merchant);
  const total = miners.filter((peer) => peer.online).reduce((sum, peer) => sum + peer.hashRate, 0);
  const share = total === 0 ? 0 : (from?.hashRate ?? 0) / total;
  return (
    <form
      className={css.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setStrict(true);
        if (from === undefined || to === undefined || from === to || !parsed.ok) return;
        void verbs.act({
          type: 'double-spend',
          attacker: from.name,
          merchant: to.name,
          amount: parsed.satoshis.toString(),
          confirmations,
          giveUpDeficit: deficit,
        });
        verbs.play();
        goTo('stage');
      }}
    >
      <NodeSelect
        label={t('here.attacker')}
        peers={miners}
        value={attacker}
        onChange={setAttacker}
        error={strict && from === undefined ? a('wrong.choose') : undefined}
      />
      <p className={css.quiet}>{t('here.share', { share: formatPercent(share) })}</p>
      <NodeSelect
        label={t('here.merchant')}
        peers={peers}
        value={merchant}
        onChange={setMerchant}
        error={from !== undefined && from === to ? a('wrong.same') : undefined}
      />
      <AmountField payer={attacker} value={amount} onChange={setAmount} strict={strict} />
      <Slider
        label={t('here.confirmations')}
        min={0}
        max={12}
        value={confirmations}
        words={t('here.confirmationsWords', { count: confirmations })}
        onChange={setConfirmations}
      />
      <Slider
        label={t('here.giveUp')}
        min={1}
        max={30}
        value={deficit}
        words={t('here.giveUpWords', { count: deficit })}
        onChange={setDeficit}
      />
      <div className={css.actions}>
        <Button type="submit" tone="danger">
          {t('here.start')}
        </Button>
      </div>
    </form>
  );
}

function likely(peers: readonly Peer[], role: Peer['role'], not: number): number {
  const others = peers.filter((peer) => peer.index !== not);
  const strongest = [...others].sort((a, b) => b.hashRate - a.hashRate)[0];
  const fallback = role === 'attacker' ? strongest : others[0];
  return (others.find((peer) => peer.role === role) ?? fallback)?.index ?? -1;
}
