import { formatClock } from '../format/sim-time.ts';
import { useLocalText, useText } from '../use-text.ts';
import css from './director.module.css';
import { useDirector } from './director-state.ts';
import { useBringBack } from './use-raise-curtain.ts';

/** Says that the run that was open before is kept, and brings it back. */
export function KeptLine() {
  const t = useText('director');
  const local = useLocalText();
  const kept = useDirector((state) => state.kept);
  const bringBack = useBringBack();
  if (kept === undefined) return null;
  return (
    <p className={css.kept}>
      {t('kept.words', {
        title: local(kept.run.scenario.title),
        seed: kept.run.seed,
        time: formatClock(kept.time),
      })}{' '}
      <button type="button" className={css.inWords} onClick={() => void bringBack()}>
        {t('kept.back')}
      </button>
    </p>
  );
}
