import { useState } from 'react';
import type { LogRow } from '#app/history';
import { AttackPhase, LogKind } from '#simulation/log';
import { AmountField } from '../actions/forms/amount-field.tsx';
import { NodeSelect } from '../actions/forms/node-select.tsx';
import { parseCoins } from '../actions/parse-coins.ts';
import { type Peer, usePeers } from '../actions/use-peers.ts';
import { Button } from '../design/button.tsx';
import { Slider } from '../design/slider.tsx';
import { formatPercent } from '../format/quantity.ts';
import { formatClock } from '../format/sim-time.ts';
import { describeRow } from '../timeline/describe-row.ts';
import { laneItemsOf } from '../timeline/lane-items.ts';
import { useStudio, useStudioCore, useVerbs } from '../use-studio.ts';
import { useText } from '../use-text.ts';
import css from './introduction.module.css';
import { useShell } from './shell-state.ts';

/** The double spend, staged: who attacks whom for how much, how long the merchant waits, and how it goes. */
export function AttackDirector() {
  const t = useText('shell');
  const started = useAttackRows();
  return (
    <div className={css.column}>
      <section className={css.introduction} aria-label={t('attack.title')}>
        <h2 className={css.title}>{t('attack.title')}</h2>
        <p className={css.words}>{t('attack.explanation')}</p>
      </section>
      {started.length > 0 && <AttackProgress rows={started} />}
      <AttackForm again={started.length > 0} />
    </div>
  );
}

function AttackForm({ again }: { readonly again: boolean }) {
  const t = useText('shell');
  const a = useText('actions');
  const verbs = useVerbs();
  const peers = usePeers();
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
      }}
    >
      <NodeSelect
        label={t('attack.attacker')}
        peers={miners}
        value={attacker}
        onChange={setAttacker}
        error={strict && from === undefined ? a('wrong.choose') : undefined}
      />
      <p className={css.words}>{t('attack.share', { share: formatPercent(share) })}</p>
      <NodeSelect
        label={t('attack.merchant')}
        peers={peers}
        value={merchant}
        onChange={setMerchant}
        error={from !== undefined && from === to ? a('wrong.same') : undefined}
      />
      <AmountField payer={attacker} value={amount} onChange={setAmount} strict={strict} />
      <Slider
        label={t('attack.confirmations')}
        min={0}
        max={12}
        value={confirmations}
        words={t('attack.confirmationsWords', { count: confirmations })}
        onChange={setConfirmations}
      />
      <Slider
        label={t('attack.giveUp')}
        min={1}
        max={30}
        value={deficit}
        words={t('attack.giveUpWords', { count: deficit })}
        onChange={setDeficit}
      />
      <div className={css.buttons}>
        <Button type="submit" tone="danger">
          {t(again ? 'attack.again' : 'attack.start')}
        </Button>
      </div>
    </form>
  );
}

/** The phases of the latest attack, each a door to its moment, and the two ways of looking at it. */
function AttackProgress({ rows }: { readonly rows: readonly LogRow[] }) {
  const t = useText('shell');
  const describe = useText('timeline');
  const verbs = useVerbs();
  const studio = useStudioCore();
  const setMode = useShell((state) => state.setMode);
  const { viewAs, godView } = useStudio((state) => ({ viewAs: state.viewAs, godView: state.godView }));
  const last = rows.findLastIndex((row) => row.x === AttackPhase.paid);
  const current = rows.slice(Math.max(0, last));
  const { a: attacker, b: merchant } = current[0]!;
  const honest = viewAs === merchant && !godView;
  return (
    <section aria-label={t('attack.progress')}>
      <h3 className={css.subtitle}>{t('attack.progress')}</h3>
      <ol className={css.steps}>
        {current.map((row) => (
          <li key={row.row}>
            <button
              type="button"
              className={css.step}
              data-done="true"
              onClick={() => verbs.seekRow(row.row)}
            >
              <span>{describeRow(row, studio.history(), describe)}</span>
              <span className={css.stepTime}>{formatClock(row.time)}</span>
            </button>
          </li>
        ))}
      </ol>
      <div className={css.buttons}>
        <Button
          aria-pressed={honest}
          tone={honest ? 'primary' : 'plain'}
          onClick={() => {
            verbs.setViewAs(merchant);
            verbs.setGodView(false);
          }}
        >
          {t('attack.merchantSees')}
        </Button>
        <Button
          aria-pressed={godView && viewAs < 0}
          tone={godView && viewAs < 0 ? 'primary' : 'plain'}
          onClick={() => {
            verbs.setViewAs(-1);
            verbs.setGodView(true);
          }}
        >
          {t('attack.really')}
        </Button>
        <Button
          tone="quiet"
          onClick={() => {
            verbs.select({ kind: 'attack', attacker });
            setMode('explore');
          }}
        >
          {t('attack.details')}
        </Button>
      </div>
    </section>
  );
}

/** Rows of attack phases up to the playhead, oldest first. */
function useAttackRows(): readonly LogRow[] {
  const studio = useStudioCore();
  const playhead = useStudio((state) => state.playhead);
  // The lanes have gathered them already; the whole log would be long to walk ten times a second.
  return laneItemsOf(studio.history())
    .filter((item) => item.kind === LogKind.attack && item.row < playhead.index)
    .flatMap((item) => item.event ?? []);
}

function likely(peers: readonly Peer[], role: Peer['role'], not: number): number {
  const others = peers.filter((peer) => peer.index !== not);
  const strongest = [...others].sort((a, b) => b.hashRate - a.hashRate)[0];
  const fallback = role === 'attacker' ? strongest : others[0];
  return (others.find((peer) => peer.role === role) ?? fallback)?.index ?? -1;
}
