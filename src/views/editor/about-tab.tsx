import { prologueIds } from '#scenarios/prologue-ids';
import field from '../design/field.module.css';
import { Select } from '../design/select.tsx';
import { useText } from '../use-text.ts';
import css from './editor.module.css';
import { useEditor } from './editor-state.ts';
import { LocalTextAt, TextAt } from './fields.tsx';
import { StrayFaults } from './stray-faults.tsx';
import { useFault } from './use-faults.tsx';

/** What has a field here, or a tab of its own. */
const elsewhere: ReadonlySet<string | number> = new Set([
  ...['title', 'introduction', 'explanation', 'id', 'prologue'],
  ...['nodes', 'links', 'policy', 'outboundTarget', 'trafficMeanWaitMicros', 'trickleMeanMicros'],
  ...['beats', 'actions', 'byHand', 'parameters', 'goals', 'referenceMicros', 'defaultSeed'],
]);

/** What the scenario is called and what it says when it opens. */
export function AboutTab() {
  const t = useText('editor');
  const { draft, set } = useEditor((state) => state);
  const prologueWrong = useFault(['prologue']);
  if (draft === undefined) return null;
  return (
    <div className={css.stack}>
      <LocalTextAt place={['title']} label={t('field.title')} />
      <LocalTextAt place={['introduction']} label={t('field.introduction')} long />
      <LocalTextAt place={['explanation']} label={t('field.explanation')} long />
      <div className={css.row}>
        <TextAt place={['id']} label={t('field.id')} hint={t('about.idHint')} />
        <div>
          <Select
            label={t('field.prologue')}
            value={draft.prologue}
            options={[...new Set([...prologueIds, draft.prologue])].map((id) => ({ value: id, label: id }))}
            onChange={(id) => set(['prologue'], id)}
          />
          {prologueWrong !== undefined && <p className={field.error}>{prologueWrong}</p>}
        </div>
      </div>
      <StrayFaults inside={[]} has={elsewhere} />
    </div>
  );
}
