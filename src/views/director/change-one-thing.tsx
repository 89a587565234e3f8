import { useEffect, useRef, useState } from 'react';
import type { Action } from '#simulation/run';
import { Button } from '../design/button.tsx';
import { Slider } from '../design/slider.tsx';
import { formatPercent } from '../format/quantity.ts';
import { useVerbs } from '../use-studio.ts';
import { useText } from '../use-text.ts';
import css from './director.module.css';
import { useDirector } from './director-state.ts';
import { rateForShare } from './rate-for-share.ts';
import type { StageState } from './use-stage.ts';

/** One change at the playhead. In the past it opens a second timeline beside the first; both stay comparable. */
export function ChangeOneThing({ stage }: { readonly stage: StageState }) {
  const t = useText('director');
  const verbs = useVerbs();
  const { changing, setChanging } = useDirector((state) => state);
  const { history, scene } = stage.moment;
  const { attacker } = stage.cast;
  const name = history.nodes[attacker]?.name;
  const rates = Array.from(scene.nodes.keys(), (node) => ({
    node,
    rate: scene.nodeOnline[node] === 1 ? (scene.nodeHashRate[node] ?? 0) : 0,
  }));
  const total = rates.reduce((sum, { rate }) => sum + rate, 0);
  const now = total === 0 || attacker < 0 ? 0 : (rates[attacker]?.rate ?? 0) / total;
  const [share, setShare] = useState<number | undefined>(undefined);
  const honest = rates.find(({ node, rate }) => node !== attacker && rate > 0)?.node ?? -1;
  const details = useRef<HTMLDetailsElement>(null);
  // Whoever came back in order to change something should not have to look for where.
  useEffect(() => {
    if (changing) details.current?.scrollIntoView({ block: 'nearest' });
  }, [changing]);
  if (name === undefined) return null;
  const act = (action: Action) => {
    void verbs.act(action);
    verbs.play();
  };
  const secretly = scene.nodeSecret[attacker] === 1;
  const wanted = share ?? Math.round(now * 100) / 100;
  return (
    <details
      ref={details}
      className={css.change}
      open={changing}
      onToggle={(event) => setChanging(event.currentTarget.open)}
    >
      <summary>{t('change.title')}</summary>
      <p className={css.quiet}>{t('change.note')}</p>
      <div className={css.changeRow}>
        <Slider
          label={t('change.share', { name })}
          min={0}
          max={0.9}
          step={0.01}
          value={wanted}
          words={formatPercent(wanted)}
          onChange={setShare}
        />
        <Button
          disabled={share === undefined || share === now}
          onClick={() => {
            const others = total - (rates[attacker]?.rate ?? 0);
            act({ type: 'set-hash-rate', node: name, hashRate: rateForShare(wanted, others) });
            setShare(undefined);
          }}
        >
          {t('change.set')}
        </Button>
      </div>
      <div className={css.actions}>
        {honest >= 0 && (
          <Button onClick={() => act({ type: 'mine-now', node: history.nodes[honest]!.name })}>
            {t('change.honestLuck', { name: history.nodes[honest]!.name })}
          </Button>
        )}
        <Button onClick={() => act({ type: 'mine-now', node: name })}>
          {t('change.attackerLuck', { name })}
        </Button>
        {secretly && (
          <Button onClick={() => act({ type: 'publish', node: name })}>{t('change.publish')}</Button>
        )}
        <Button onClick={() => act({ type: 'stop-node', node: name })}>{t('change.stop', { name })}</Button>
      </div>
    </details>
  );
}
