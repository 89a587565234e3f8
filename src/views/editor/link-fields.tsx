import field from '../design/field.module.css';
import { useText } from '../use-text.ts';
import css from './editor.module.css';
import { NodeAt, NumberAt } from './fields.tsx';
import { useFault } from './use-faults.tsx';

/** Everything about a connection at the start; what is left out follows from the distance. */
export function LinkFields({ index }: { readonly index: number }) {
  const t = useText('editor');
  const place = ['links', index] as const;
  const wrong = useFault(place);
  return (
    <>
      <div className={css.row}>
        <NodeAt place={[...place, 'a']} label={t('field.between')} />
        <NodeAt place={[...place, 'b']} label={t('field.and')} />
      </div>
      {wrong !== undefined && <p className={field.error}>{wrong}</p>}
      <div className={css.row}>
        <NumberAt
          place={[...place, 'latencyMicros']}
          label={t('field.latency')}
          unit={t('unit.millis')}
          factor={1_000}
          hint={t('network.leftOut')}
          optional
        />
        <NumberAt
          place={[...place, 'bytesPerSecond']}
          label={t('field.bandwidth')}
          unit={t('unit.kilobytes')}
          factor={1_000}
          hint={t('network.leftOut')}
          optional
        />
        <NumberAt
          place={[...place, 'lossPerMillion']}
          label={t('field.loss')}
          unit="%"
          factor={10_000}
          hint={t('network.noLoss')}
          optional
        />
      </div>
    </>
  );
}
