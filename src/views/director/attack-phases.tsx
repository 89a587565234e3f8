import { AttackPhase, LogKind } from '#simulation/log';
import { formatClock } from '../format/sim-time.ts';
import { rowsOfKind } from '../inspector/rows-of-kind.ts';
import { useDescribeRow } from '../timeline/use-describe-row.ts';
import { useVerbs } from '../use-studio.ts';
import { useText } from '../use-text.ts';
import css from './director.module.css';
import type { StageState } from './use-stage.ts';

/** The phases of the newest attack, each a door to its moment: for an attack that no scenario tells in beats. */
export function AttackPhases({ stage }: { readonly stage: StageState }) {
  const t = useText('director');
  const describe = useDescribeRow();
  const verbs = useVerbs();
  const { history, row: now } = stage.moment;
  const rows = rowsOfKind(history, LogKind.attack).filter(({ row }) => row <= now);
  const start = rows.findLastIndex(({ x }) => x === AttackPhase.paid);
  const current = rows.slice(Math.max(0, start));
  if (current.length === 0) return <p className={css.quiet}>{t('stage.noBeats')}</p>;
  return (
    <ol className={css.rewinds} aria-label={t('beats')}>
      {current.map((row) => (
        <li key={row.row}>
          <button type="button" className={css.beat} onClick={() => verbs.seekRow(row.row)}>
            <span className={css.beatTitle}>{describe(row, history)}</span>
            <span className={css.beatTime}>{formatClock(row.time)}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}
