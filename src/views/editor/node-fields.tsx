import { useEffect, useRef, useState } from 'react';
import { renameNode } from '#app/editor/rename-node';
import { useText } from '../use-text.ts';
import css from './editor.module.css';
import { useEditor } from './editor-state.ts';
import { ChoiceAt, Line, NumberAt, SwitchAt, useAt } from './fields.tsx';
import { PolicyFields } from './policy-fields.tsx';
import { useFault } from './use-faults.tsx';

/** Everything about a peer at the start. */
export function NodeFields({ index }: { readonly index: number }) {
  const t = useText('editor');
  const place = ['nodes', index] as const;
  return (
    <>
      <div className={css.row}>
        <NameField index={index} />
        <ChoiceAt
          place={[...place, 'role']}
          label={t('field.nodeRole')}
          options={(['node', 'miner', 'merchant', 'attacker'] as const).map((value) => ({
            value,
            label: t(`nodeRole.${value}`),
          }))}
        />
      </div>
      <NumberAt
        place={[...place, 'hashRate']}
        label={t('field.hashRate')}
        unit={t('unit.tries')}
        hint={t('network.rateHint')}
      />
      <div className={css.row}>
        <NumberAt place={[...place, 'x']} label={t('field.x')} hint={t('network.xHint')} />
        <NumberAt place={[...place, 'y']} label={t('field.y')} hint={t('network.yHint')} />
      </div>
      <OfflineField index={index} />
      <details className={css.more}>
        <summary>{t('network.more')}</summary>
        <div className={css.row}>
          <NumberAt place={[...place, 'outboundTarget']} label={t('field.outboundTarget')} optional />
          <NumberAt
            place={[...place, 'network']}
            label={t('field.addressRange')}
            hint={t('network.rangeHint')}
            optional
          />
        </div>
        <SwitchAt place={[...place, 'diverseOutbound']} label={t('field.diverse')} optional />
        <PolicyFields place={[...place, 'policy']} />
      </details>
    </>
  );
}

/** A name is taken when the field is left: half of it might be somebody else's. */
function NameField({ index }: { readonly index: number }) {
  const t = useText('editor');
  const place = ['nodes', index, 'name'] as const;
  const value = useAt(place);
  const { draft, change } = useEditor((state) => state);
  const name = typeof value === 'string' ? value : '';
  const [typed, setTyped] = useState(name);
  useEffect(() => setTyped(name), [name]);
  // Escape leaves the field as well.
  const cancelled = useRef(false);
  const take = () => {
    if (cancelled.current) setTyped(name);
    else if (draft !== undefined && typed !== name) change(renameNode(draft, index, typed.trim()), place);
    cancelled.current = false;
  };
  return (
    <Line
      label={t('field.name')}
      value={typed}
      error={useFault(place)}
      hint={typed === name ? undefined : t('network.renameHint')}
      onChange={setTyped}
      onLeave={take}
      onCancel={() => {
        cancelled.current = true;
      }}
    />
  );
}

/** The file says `online: false`; people think of the exception. */
function OfflineField({ index }: { readonly index: number }) {
  const t = useText('editor');
  const place = ['nodes', index, 'online'] as const;
  return <SwitchAt place={place} label={t('field.offline')} on={false} optional />;
}
