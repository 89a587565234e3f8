import { freshAction } from '#app/editor/fresh-action';
import type { Action } from '#simulation/run';
import type { Place } from '#simulation/scenario/patch-scenario';
import { useText } from '../use-text.ts';
import { ActionAt } from './action-at.tsx';
import { useEditor } from './editor-state.ts';
import { EntryList } from './entry-list.tsx';
import { useAt } from './fields.tsx';
import { useActionWords } from './use-action-words.ts';

/** What a step does, one after the other. */
export function ActionsList(props: {
  readonly place: Place;
  readonly label: string;
  readonly empty: string;
}) {
  const t = useText('editor');
  const words = useActionWords();
  const draft = useEditor((state) => state.draft);
  const actions = (useAt(props.place) ?? []) as readonly Action[];
  if (draft === undefined) return null;
  return (
    <EntryList
      label={props.label}
      place={props.place}
      entries={actions}
      titleOf={words}
      fields={(index) => <ActionAt place={[...props.place, index]} />}
      empty={props.empty}
      addLabel={t('story.addAction')}
      fresh={() => freshAction('pay', draft)}
    />
  );
}
