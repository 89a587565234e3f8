import { useText } from '../use-text.ts';
import css from './director.module.css';

/** Fifth step: the same attack many times over, measured against theory. */
export function RepeatStep() {
  const t = useText('director');
  return (
    <>
      <h2 className={css.title}>{t('repeat.title')}</h2>
      <p className={css.words}>{t('repeat.words')}</p>
    </>
  );
}
