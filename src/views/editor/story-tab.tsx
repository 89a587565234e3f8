import { Plus } from 'lucide-react';
import { useState } from 'react';
import { freshId } from '#app/editor/record-story';
import type { Beat } from '#simulation/scenario/beat';
import { Button } from '../design/button.tsx';
import { useText } from '../use-text.ts';
import { BeatCard } from './beat-card.tsx';
import css from './editor.module.css';
import { useEditor } from './editor-state.ts';

/** The beats in their order; one of them is open. */
export function StoryTab() {
  const t = useText('editor');
  const beats = useEditor((state) => state.draft?.beats) ?? [];
  const set = useEditor((state) => state.set);
  const [open, setOpen] = useState(-1);
  const put = (changed: readonly Beat[], opened: number) => {
    set(['beats'], changed);
    setOpen(opened);
  };
  const add = () => {
    const id = freshId('step', new Set(beats.map((beat) => beat.id)));
    const empty = { en: '', 'zh-CN': '' };
    put([...beats, { id, title: empty, text: empty, when: { type: 'by-hand' }, actions: [] }], beats.length);
  };
  const move = (from: number, to: number) => {
    const beat = beats[from];
    if (beat === undefined || to < 0 || to >= beats.length) return;
    const others = beats.filter((_, index) => index !== from);
    put([...others.slice(0, to), beat, ...others.slice(to)], to);
  };
  return (
    <div className={css.stack}>
      {beats.length === 0 && <p className={css.quiet}>{t('story.empty')}</p>}
      <ol className={css.beats} aria-label={t('tab.story')}>
        {beats.map((beat, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: ids may be empty or doubled while they are typed
          <li key={index}>
            <BeatCard
              number={index}
              beat={beat}
              last={index === beats.length - 1}
              open={open === index}
              onToggle={() => setOpen(open === index ? -1 : index)}
              onMove={(by) => move(index, index + by)}
              onRemove={() =>
                put(
                  beats.filter((_, each) => each !== index),
                  -1,
                )
              }
            />
          </li>
        ))}
      </ol>
      <Button className={css.add} onClick={add}>
        <Plus size={16} aria-hidden /> {t('story.add')}
      </Button>
    </div>
  );
}
