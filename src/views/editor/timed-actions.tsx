import { freshAction } from '#app/editor/fresh-action';
import type { TimedAction } from '#simulation/run';
import { Button } from '../design/button.tsx';
import { formatClock } from '../format/sim-time.ts';
import { useText } from '../use-text.ts';
import { ActionAt } from './action-at.tsx';
import css from './editor.module.css';
import { useEditor } from './editor-state.ts';
import { EntryList } from './entry-list.tsx';
import { NumberAt } from './fields.tsx';
import { useActionWords } from './use-action-words.ts';

/** How long after the last action a new one comes at first. */
const oneMinute = 60_000_000;

/** What happens at fixed times, whatever the story is at. */
export function TimedActions() {
  const t = useText('editor');
  const words = useActionWords();
  const { draft, set } = useEditor((state) => state);
  if (draft === undefined) return null;
  const { actions } = draft;
  const inOrder = actions.toSorted((one, other) => one.at - other.at);
  const isInOrder = inOrder.every((each, index) => each === actions[index]);
  return (
    <>
      <EntryList<TimedAction>
        label={t('timed.title')}
        place={['actions']}
        entries={actions}
        titleOf={({ action }) => words(action)}
        noteOf={({ at }) => (typeof at === 'number' ? formatClock(at) : String(at))}
        fields={(index) => (
          <>
            <NumberAt
              place={['actions', index, 'at']}
              label={t('field.at')}
              unit={t('unit.seconds')}
              factor={1_000_000}
            />
            <ActionAt place={['actions', index, 'action']} />
          </>
        )}
        empty={t('timed.empty')}
        addLabel={t('timed.add')}
        fresh={() => ({ at: (inOrder.at(-1)?.at ?? 0) + oneMinute, action: freshAction('pay', draft) })}
      />
      {!isInOrder && (
        <Button className={css.add} onClick={() => set(['actions'], inOrder)}>
          {t('timed.sort')}
        </Button>
      )}
    </>
  );
}
