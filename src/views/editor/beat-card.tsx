import { ArrowDown, ArrowUp, ChevronDown, ChevronRight, CircleHelp, Pause, Trash2 } from 'lucide-react';
import type { Beat } from '#simulation/scenario/beat';
import { Button, IconButton } from '../design/button.tsx';
import { Switch } from '../design/switch.tsx';
import { useText } from '../use-text.ts';
import { ConditionAt } from './condition-at.tsx';
import css from './editor.module.css';
import { useEditor } from './editor-state.ts';
import { JsonAt, LocalTextAt, TextAt } from './fields.tsx';
import { QuestionFields } from './question-fields.tsx';
import { useActionWords } from './use-action-words.ts';
import { useConditionSentence } from './use-condition-sentence.ts';
import { useFault } from './use-faults.tsx';
import { useTitle } from './use-title.ts';

/** One beat: a line that says what and when, and its fields when it is open. */
export function BeatCard(props: {
  readonly number: number;
  readonly beat: Beat;
  readonly last: boolean;
  readonly open: boolean;
  readonly onToggle: () => void;
  readonly onMove: (by: number) => void;
  readonly onRemove: () => void;
}) {
  const t = useText('editor');
  const title = useTitle();
  const sentence = useConditionSentence();
  const { number, beat, open } = props;
  const place = ['beats', number] as const;
  const wrong = useFault(place, true) !== undefined;
  return (
    <section className={css.beat} data-open={open || undefined} data-wrong={wrong || undefined}>
      <button type="button" className={css.beatHead} aria-expanded={open} onClick={props.onToggle}>
        {open ? <ChevronDown size={16} aria-hidden /> : <ChevronRight size={16} aria-hidden />}
        <span className={css.beatNumber}>{number + 1}</span>
        <span className={css.beatTitle}>
          {title(beat.title) || t('story.unnamed')}
          <span className={css.beatWhen}>{sentence(beat.when)}</span>
        </span>
        {wrong && <span className={css.wrongMark}>{t('wrong.mark')}</span>}
        {beat.pause === true && <Pause size={14} aria-label={t('story.pause')} />}
        {beat.question !== undefined && <CircleHelp size={14} aria-label={t('question.title')} />}
      </button>
      {open && <BeatFields {...props} />}
    </section>
  );
}

function BeatFields({ number, beat, last, onMove, onRemove }: Parameters<typeof BeatCard>[0]) {
  const t = useText('editor');
  const words = useActionWords();
  const set = useEditor((state) => state.set);
  const place = ['beats', number] as const;
  const hands = beat.handActions;
  return (
    <div className={css.fields}>
      <LocalTextAt place={[...place, 'title']} label={t('field.title')} />
      <LocalTextAt place={[...place, 'text']} label={t('field.text')} long />
      <ConditionAt place={[...place, 'when']} label={t('field.when')} use="beat" />
      <fieldset className={css.group}>
        <legend>{t('field.actions')}</legend>
        {beat.actions.length === 0 && <p className={css.quiet}>{t('story.noActions')}</p>}
        <ul className={css.actions}>
          {beat.actions.map((action, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an action has no name but its place
            <li key={index}>
              <span>{words(action)}</span>
              <IconButton
                label={t('removeNamed', { name: words(action) })}
                onClick={() => set([...place, 'actions', index], undefined)}
              >
                <Trash2 size={16} aria-hidden />
              </IconButton>
            </li>
          ))}
        </ul>
        <details className={css.more}>
          <summary>{t('story.asJson')}</summary>
          <JsonAt place={[...place, 'actions']} label={t('field.actionsJson')} hint={t('story.jsonHint')} />
          <Switch
            label={t('story.otherByHand')}
            checked={hands !== undefined}
            onChange={(on) => set([...place, 'handActions'], on ? beat.actions : undefined)}
          />
          {hands !== undefined && <JsonAt place={[...place, 'handActions']} label={t('field.handJson')} />}
        </details>
      </fieldset>
      <Switch
        label={t('story.pause')}
        checked={beat.pause === true}
        onChange={(on) => set([...place, 'pause'], on ? true : undefined)}
      />
      <QuestionFields number={number} beat={beat} last={last} />
      <div className={css.beatFoot}>
        <TextAt place={[...place, 'id']} label={t('field.id')} />
        <IconButton label={t('story.up')} disabled={number === 0} onClick={() => onMove(-1)}>
          <ArrowUp size={16} aria-hidden />
        </IconButton>
        <IconButton label={t('story.down')} disabled={last} onClick={() => onMove(1)}>
          <ArrowDown size={16} aria-hidden />
        </IconButton>
        <Button tone="quiet" onClick={onRemove}>
          <Trash2 size={16} aria-hidden /> {t('story.remove')}
        </Button>
      </div>
    </div>
  );
}
