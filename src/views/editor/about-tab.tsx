import { prologueIds } from '#scenarios/prologue-ids';
import field from '../design/field.module.css';
import { Select } from '../design/select.tsx';
import { useText } from '../use-text.ts';
import css from './editor.module.css';
import { useEditor } from './editor-state.ts';
import { JsonAt, LocalTextAt, NumberAt, TextAt } from './fields.tsx';
import { useActionWords } from './use-action-words.ts';
import { useFault } from './use-faults.tsx';

/** What the scenario is called, what it says when it opens, who is there, and what happens at fixed times. */
export function AboutTab() {
  const t = useText('editor');
  const words = useActionWords();
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
      <NumberAt
        place={['trafficMeanWaitMicros']}
        label={t('field.traffic')}
        unit={t('unit.seconds')}
        factor={1_000_000}
      />
      <p className={css.quiet}>
        {t('about.network', { nodes: draft.nodes.length, links: draft.links.length })}
      </p>
      <details className={css.more}>
        <summary>{t('about.asJson')}</summary>
        <JsonAt place={['nodes']} label={t('field.nodes')} />
        <JsonAt place={['links']} label={t('field.links')} />
      </details>
      <details className={css.more}>
        <summary>{t('about.timed', { count: draft.actions.length })}</summary>
        <ul className={css.actions}>
          {draft.actions.map(({ at, action }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an action has no name but its place
            <li key={index}>{t('about.at', { seconds: at / 1_000_000, what: words(action) })}</li>
          ))}
        </ul>
        <JsonAt place={['actions']} label={t('field.actionsJson')} hint={t('story.jsonHint')} />
      </details>
    </div>
  );
}
