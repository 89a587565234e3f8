import { Switch } from '../design/switch.tsx';
import { useText } from '../use-text.ts';
import { ActionsList } from './actions-list.tsx';
import { ConditionAt } from './condition-at.tsx';
import css from './editor.module.css';
import { useEditor } from './editor-state.ts';
import { JsonAt, LocalTextAt, SwitchAt, TextAt } from './fields.tsx';
import { QuestionFields } from './question-fields.tsx';

/** Everything about a step of the story: what it is called, what it waits for, what it does and asks. */
export function BeatFields({ number }: { readonly number: number }) {
  const t = useText('editor');
  const { draft, set } = useEditor((state) => state);
  const beat = draft?.beats[number];
  if (beat === undefined) return null;
  const place = ['beats', number] as const;
  const hands = beat.handActions;
  return (
    <>
      <LocalTextAt place={[...place, 'title']} label={t('field.title')} />
      <LocalTextAt place={[...place, 'text']} label={t('field.text')} long />
      <ConditionAt place={[...place, 'when']} label={t('field.when')} use="beat" />
      <fieldset className={css.bare}>
        <legend>{t('field.actions')}</legend>
        <ActionsList place={[...place, 'actions']} label={t('field.actions')} empty={t('story.noActions')} />
        <Switch
          label={t('story.otherByHand')}
          checked={hands !== undefined}
          onChange={(on) => set([...place, 'handActions'], on ? beat.actions : undefined)}
        />
        {hands !== undefined && (
          <ActionsList
            place={[...place, 'handActions']}
            label={t('field.handActions')}
            empty={t('story.noActions')}
          />
        )}
        <details className={css.more}>
          <summary>{t('story.asJson')}</summary>
          <JsonAt place={[...place, 'actions']} label={t('field.actionsJson')} hint={t('story.jsonHint')} />
        </details>
      </fieldset>
      <SwitchAt place={[...place, 'pause']} label={t('story.pause')} optional />
      <SwitchAt place={[...place, 'secret']} label={t('story.secret')} optional />
      <SwitchAt place={[...place, 'reveals']} label={t('story.reveals')} optional />
      <Switch
        label={t('story.inPublic')}
        checked={beat.inPublic !== undefined}
        onChange={(on) =>
          set([...place, 'inPublic'], on ? { title: beat.title, text: beat.text } : undefined)
        }
      />
      {beat.inPublic !== undefined && (
        <>
          <LocalTextAt place={[...place, 'inPublic', 'title']} label={t('field.title')} />
          <LocalTextAt place={[...place, 'inPublic', 'text']} label={t('field.text')} long />
        </>
      )}
      <QuestionFields number={number} beat={beat} />
      <TextAt place={[...place, 'id']} label={t('field.id')} />
    </>
  );
}
