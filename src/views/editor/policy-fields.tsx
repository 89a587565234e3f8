import type { Place } from '#simulation/scenario/patch-scenario';
import field from '../design/field.module.css';
import { Select } from '../design/select.tsx';
import { useText } from '../use-text.ts';
import css from './editor.module.css';
import { useEditor } from './editor-state.ts';
import { NumberAt, useAt } from './fields.tsx';
import { useFault } from './use-faults.tsx';

/** What a peer, or everybody, relays and keeps; every field may be left out. */
export function PolicyFields({ place }: { readonly place: Place }) {
  const t = useText('editor');
  const rule = [...place, 'fullReplaceByFee'];
  const replace = useAt(rule);
  const set = useEditor((state) => state.set);
  const error = useFault(rule);
  return (
    <fieldset className={css.group}>
      <legend>{t('policy.title')}</legend>
      <div className={css.row}>
        <NumberAt
          place={[...place, 'minRelayFeeRate']}
          label={t('policy.minRelayFeeRate')}
          unit="sat/vB"
          optional
        />
        <NumberAt place={[...place, 'maxMempoolVsize']} label={t('policy.maxMempool')} unit="vB" optional />
        <div>
          <Select
            label={t('policy.replace')}
            value={typeof replace === 'boolean' ? String(replace) : ''}
            options={[
              { value: '', label: t('asUsual') },
              { value: 'true', label: t('policy.replaceAny') },
              { value: 'false', label: t('policy.replaceSignalled') },
            ]}
            onChange={(chosen) => set(rule, chosen === '' ? undefined : chosen === 'true')}
          />
          {error !== undefined && <p className={field.error}>{error}</p>}
        </div>
      </div>
    </fieldset>
  );
}
