import { useStore } from 'zustand';
import type { ComparisonRow } from '#app/bench/comparison';
import { genesisHeader } from '#app/bench/genesis-challenge';
import { Button } from '../../design/button.tsx';
import { formatCount } from '../../format/quantity.ts';
import { useText } from '../../use-text.ts';
import css from './bench.module.css';
import { useBench } from './bench-session.ts';
import { formatRate, formatReal } from './bench-words.ts';

/** Five ways to do the same work, as bars. */
export function Compare() {
  const t = useText('bench');
  const { comparison } = useBench();
  const { running, rows } = useStore(comparison.store);
  const most = Math.max(1, ...rows.map((row) => row.measurement?.hashesPerSecond ?? 0));
  const least = rows[0]?.measurement?.hashesPerSecond;
  const measured = rows.some((row) => row.phase !== 'waiting');
  return (
    <div className={css.wide}>
      <p className={css.lead}>{t('compare.lead')}</p>
      <div className={css.buttons}>
        {running ? (
          <Button tone="danger" onClick={comparison.stop}>
            {t('compare.stop')}
          </Button>
        ) : (
          <Button tone="primary" onClick={comparison.start}>
            {t(measured ? 'compare.again' : 'compare.start')}
          </Button>
        )}
      </div>
      <ul className={css.contenders}>
        {rows.map((row) => (
          <Contender key={row.name} row={row} most={most} least={least} />
        ))}
      </ul>
      <p className={css.quiet}>{t('compare.note')}</p>
    </div>
  );
}

function Contender(props: {
  readonly row: ComparisonRow;
  readonly most: number;
  readonly least: number | undefined;
}) {
  const t = useText('bench');
  const { row, most, least } = props;
  const { measurement, name, phase } = row;
  return (
    <li className={css.contender} data-phase={phase}>
      <div className={css.contenderHead}>
        <span>{t(`compare.name.${name}`)}</span>
        {measurement === undefined || phase !== 'measured' ? (
          <span className={css.quiet}>{t(`compare.${phase === 'measured' ? 'failed' : phase}`)}</span>
        ) : (
          <span>
            <strong>{t('unit.rate', { rate: formatRate(measurement.hashesPerSecond) })}</strong>{' '}
            {least !== undefined && name !== 'noble' && (
              <span className={css.quiet}>
                {t('compare.times', { times: formatReal(measurement.hashesPerSecond / least) })}
              </span>
            )}
          </span>
        )}
      </div>
      <div className={css.contenderBar}>
        <span style={{ width: `${(100 * (measurement?.hashesPerSecond ?? 0)) / most}%` }} />
      </div>
      <div className={css.contenderFoot}>
        <span>
          {t(`compare.about.${name}`)} {measurement?.device}
        </span>
        {measurement !== undefined && (
          <span data-ok={measurement.nonce === genesisHeader.nonce}>
            {t(measurement.nonce === genesisHeader.nonce ? 'compare.verified' : 'compare.wrong', {
              nonce: formatCount(measurement.nonce),
            })}
          </span>
        )}
      </div>
    </li>
  );
}
