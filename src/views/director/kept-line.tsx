import { useEffect } from 'react';
import { formatClock } from '../format/sim-time.ts';
import { useLocalText, useText } from '../use-text.ts';
import css from './director.module.css';
import { useDirector } from './director-state.ts';
import { useBringBack } from './use-raise-curtain.ts';

/** Says which runs that were open before are kept, also from the last visit, and brings them back. */
export function KeptLine() {
  const t = useText('director');
  const local = useLocalText();
  const { kept, restore } = useDirector((state) => state);
  const bringBack = useBringBack();
  useEffect(() => void restore(), [restore]);
  return kept.map((each) => (
    <p key={JSON.stringify([each.run.scenario.id, each.run.seed, each.run.actions])} className={css.kept}>
      {t('kept.words', {
        title: local(each.run.scenario.title),
        seed: each.run.seed,
        time: formatClock(each.time),
      })}{' '}
      <button type="button" className={css.inWords} onClick={() => void bringBack(each)}>
        {t('kept.back')}
      </button>
    </p>
  ));
}
