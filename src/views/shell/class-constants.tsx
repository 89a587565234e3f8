import { formatCount } from '../format/quantity.ts';
import { useDuration } from '../timeline/use-duration.ts';
import { useStudio } from '../use-studio.ts';
import { useText } from '../use-text.ts';
import css from './introduction.module.css';

/** The scaled rules of this world beside those of the real one: nothing is scaled in secret. */
export function ClassConstants() {
  const t = useText('shell');
  const duration = useDuration();
  const constants = useStudio((state) => state.constants);
  if (constants === undefined) return null;
  const rows = [
    ['spacing', duration(constants.spacingSeconds * 1e6), duration(600e6)],
    ['retarget', t('constants.blocks', { count: constants.retargetInterval }), formatCount(2016)],
    ['halving', t('constants.blocks', { count: constants.subsidyHalvingInterval }), formatCount(210_000)],
    ['maturity', t('constants.blocks', { count: constants.coinbaseMaturity }), formatCount(100)],
    ['weight', formatCount(constants.maxBlockWeight), formatCount(4_000_000)],
    ['tries', formatCount(constants.expectedTries), t('constants.realTries')],
    ['prologue', t('constants.blocks', { count: constants.prologueHeight }), '–'],
  ] as const;
  return (
    <section aria-label={t('constants.title')}>
      <h3 className={css.subtitle}>{t('constants.title')}</h3>
      <p className={css.words}>{t('constants.explanation')}</p>
      <dl>
        {rows.map(([key, here, there]) => (
          <div key={key} className={css.pair}>
            <dt>{t(`constants.${key}`)}</dt>
            <dd>
              {here}
              <small>{t('constants.there', { value: there })}</small>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
