import { Plus, Trash2 } from 'lucide-react';
import { freshId } from '#app/editor/record-story';
import type { Parameter, ParameterUnit } from '#simulation/scenario/parameter';
import { Button, IconButton } from '../design/button.tsx';
import { Select } from '../design/select.tsx';
import { Switch } from '../design/switch.tsx';
import { useText } from '../use-text.ts';
import css from './editor.module.css';
import { useEditor } from './editor-state.ts';
import { JsonAt, LocalTextAt, NodeAt, NumberAt, TextAt } from './fields.tsx';
import { useTitle } from './use-title.ts';

const kinds = ['hash-share', 'number', 'switch'] as const;
const units: readonly ParameterUnit[] = ['count', 'micros', 'satoshis', 'feeRate', 'bytesPerSecond'];

/** What can be set before the scenario starts. */
export function SettingsTab() {
  const t = useText('editor');
  const { draft, set } = useEditor((state) => state);
  const parameters = draft?.parameters ?? [];
  const add = () => {
    const id = freshId('setting', new Set(parameters.map((each) => each.id)));
    set(['parameters', parameters.length], freshParameter('number', id, draft?.nodes[0]?.name ?? ''));
  };
  return (
    <div className={css.stack}>
      {parameters.length === 0 && <p className={css.quiet}>{t('settings.empty')}</p>}
      {parameters.map((parameter, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: ids may be empty or doubled while they are typed
        <ParameterFields key={index} index={index} parameter={parameter} />
      ))}
      <Button className={css.add} onClick={add}>
        <Plus size={16} aria-hidden /> {t('settings.add')}
      </Button>
    </div>
  );
}

function ParameterFields({ index, parameter }: { readonly index: number; readonly parameter: Parameter }) {
  const t = useText('editor');
  const title = useTitle();
  const { draft, set } = useEditor((state) => state);
  const place = ['parameters', index] as const;
  const node = draft?.nodes.find(({ hashRate }) => hashRate > 0)?.name ?? '';
  return (
    <fieldset className={css.group}>
      <legend>{title(parameter.label) || parameter.id}</legend>
      <LocalTextAt place={[...place, 'label']} label={t('field.label')} />
      <div className={css.row}>
        <Select
          label={t('field.kind')}
          value={parameter.kind}
          options={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
          onChange={(kind) =>
            set(place, { ...freshParameter(kind, parameter.id, node), label: parameter.label })
          }
        />
        <Select
          label={t('field.role')}
          value={parameter.role}
          options={(['setting', 'defence'] as const).map((value) => ({ value, label: t(`role.${value}`) }))}
          onChange={(role) => set([...place, 'role'], role)}
        />
      </div>
      <KindFields index={index} parameter={parameter} />
      <div className={css.beatFoot}>
        <TextAt place={[...place, 'id']} label={t('field.id')} />
        <IconButton
          label={t('removeNamed', { name: title(parameter.label) || parameter.id })}
          onClick={() => set(place, undefined)}
        >
          <Trash2 size={16} aria-hidden />
        </IconButton>
      </div>
    </fieldset>
  );
}

function KindFields({ index, parameter }: { readonly index: number; readonly parameter: Parameter }) {
  const t = useText('editor');
  const set = useEditor((state) => state.set);
  const place = ['parameters', index] as const;
  if (parameter.kind === 'switch') {
    return (
      <>
        <Switch
          label={t('settings.onAtFirst')}
          checked={parameter.value}
          onChange={(on) => set([...place, 'value'], on)}
        />
        <JsonAt place={[...place, 'on']} label={t('field.patches')} hint={t('settings.patchHint')} />
      </>
    );
  }
  return (
    <>
      {parameter.kind === 'hash-share' ? (
        <NodeAt place={[...place, 'node']} label={t('field.node')} />
      ) : (
        <>
          <Select
            label={t('field.unit')}
            value={parameter.unit}
            options={units.map((value) => ({ value, label: t(`unitOf.${value}`) }))}
            onChange={(unit) => set([...place, 'unit'], unit)}
          />
          <JsonAt place={[...place, 'paths']} label={t('field.paths')} hint={t('settings.pathHint')} />
        </>
      )}
      <div className={css.row}>
        <NumberAt place={[...place, 'min']} label={t('field.min')} />
        <NumberAt place={[...place, 'max']} label={t('field.max')} />
        <NumberAt place={[...place, 'step']} label={t('field.step')} />
        <NumberAt place={[...place, 'value']} label={t('field.value')} />
      </div>
    </>
  );
}

function freshParameter(kind: Parameter['kind'], id: string, node: string): Parameter {
  const common = { id, label: { en: '', 'zh-CN': '' }, role: 'setting' } as const;
  switch (kind) {
    case 'hash-share':
      return { ...common, kind, node, min: 0.05, max: 0.9, step: 0.01, value: 0.3 };
    case 'number':
      return {
        ...common,
        kind,
        unit: 'micros',
        min: 0,
        max: 600_000_000,
        step: 1_000_000,
        value: 30_000_000,
        paths: ['trafficMeanWaitMicros'],
      };
    case 'switch':
      return { ...common, kind, value: false, on: [] };
  }
}
