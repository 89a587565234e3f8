import { CircleHelp, Pause } from 'lucide-react';
import { freshId } from '#app/editor/record-story';
import type { Beat } from '#simulation/scenario/beat';
import { useText } from '../use-text.ts';
import { BeatFields } from './beat-fields.tsx';
import css from './editor.module.css';
import { useEditor } from './editor-state.ts';
import { EntryList } from './entry-list.tsx';
import { SwitchAt } from './fields.tsx';
import { TimedActions } from './timed-actions.tsx';
import { useConditionSentence } from './use-condition-sentence.ts';
import { useTitle } from './use-title.ts';

/** The beats in their order, and below them what happens at fixed times. */
export function StoryTab() {
  const t = useText('editor');
  const title = useTitle();
  const sentence = useConditionSentence();
  const beats = useEditor((state) => state.draft?.beats) ?? [];
  const idLike = (base: string) => freshId(base, new Set(beats.map((beat) => beat.id)));
  const empty = { en: '', 'zh-CN': '' };
  return (
    <div className={css.stack}>
      <EntryList<Beat>
        label={t('tab.story')}
        place={['beats']}
        entries={beats}
        titleOf={(beat) => title(beat.title) || t('story.unnamed')}
        noteOf={(beat) => sentence(beat.when)}
        marksOf={(beat) => (
          <>
            {beat.pause === true && <Pause size={14} aria-label={t('story.pause')} />}
            {beat.question !== undefined && <CircleHelp size={14} aria-label={t('question.title')} />}
          </>
        )}
        fields={(index) => <BeatFields number={index} />}
        empty={t('story.empty')}
        addLabel={t('story.add')}
        fresh={() => ({
          id: idLike('step'),
          title: empty,
          text: empty,
          when: { type: 'by-hand' },
          actions: [],
        })}
        copy={(beat) => ({ ...beat, id: idLike(beat.id) })}
      />
      <SwitchAt place={['byHand']} label={t('story.byHand')} optional />
      <h3 className={css.heading}>{t('timed.title')}</h3>
      <TimedActions />
    </div>
  );
}
