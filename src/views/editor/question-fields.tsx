import { Plus, Trash2 } from 'lucide-react';
import type { Beat, Question } from '#simulation/scenario/beat';
import { Button, IconButton } from '../design/button.tsx';
import field from '../design/field.module.css';
import { Select } from '../design/select.tsx';
import { Switch } from '../design/switch.tsx';
import { useText } from '../use-text.ts';
import { ConditionAt } from './condition-at.tsx';
import css from './editor.module.css';
import { useEditor } from './editor-state.ts';
import { LocalTextAt } from './fields.tsx';
import { useFault } from './use-faults.tsx';
import { useTitle } from './use-title.ts';

const empty = { en: '', 'zh-CN': '' };
const freshQuestion: Question = { text: empty, choices: [empty, empty], right: 0, reveal: empty };
const mostChoices = 8;

/** A question to the class: its choices, which is right or what decides it, and when the answer shows. */
export function QuestionFields(props: { readonly number: number; readonly beat: Beat }) {
  const t = useText('editor');
  const titleOf = useTitle();
  const { draft, set } = useEditor((state) => state);
  const { number, beat } = props;
  const { question } = beat;
  const place = ['beats', number, 'question'] as const;
  const revealWrong = useFault([...place, 'revealAt']);
  const rightWrong = useFault([...place, 'right']);
  const ask = (
    <Switch
      label={t('question.ask')}
      checked={question !== undefined}
      onChange={(on) => set(place, on ? freshQuestion : undefined)}
    />
  );
  if (question === undefined) return ask;
  const { right, choices } = question;
  const decided = typeof right !== 'number';
  const later = (draft?.beats ?? []).slice(number + 1);
  const remove = (index: number) => {
    const kept = <T,>(list: readonly T[]) => list.filter((_, each) => each !== index);
    set(place, {
      ...question,
      choices: kept(choices),
      right: typeof right === 'number' ? Math.min(right, choices.length - 2) : kept(right),
    });
  };
  const add = () =>
    set(place, {
      ...question,
      choices: [...choices, empty],
      right: typeof right === 'number' ? right : [...right, { type: 'fork' }],
    });
  const decide = (by: 'run' | 'writer') =>
    set(
      [...place, 'right'],
      by === 'run' ? choices.map((_, index) => ({ type: index === 0 ? 'always' : 'fork' })) : 0,
    );
  return (
    <>
      {ask}
      <fieldset className={css.group}>
        <legend>{t('question.title')}</legend>
        <LocalTextAt place={[...place, 'text']} label={t('question.text')} long />
        <Select
          label={t('question.decidedBy')}
          value={decided ? 'run' : 'writer'}
          options={[
            { value: 'run', label: t('question.byRun') },
            { value: 'writer', label: t('question.byWriter') },
          ]}
          onChange={(by: 'run' | 'writer') => decide(by)}
        />
        {decided && <p className={css.quiet}>{t('question.lastHolds')}</p>}
        {rightWrong !== undefined && <p className={field.error}>{rightWrong}</p>}
        <ol className={css.choices}>
          {choices.map((choice, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a choice has no name but its place
            <li key={index} className={css.choice}>
              <div className={css.choiceHead}>
                {decided ? (
                  <span>{t('question.choice', { number: index + 1 })}</span>
                ) : (
                  <label className={css.radio}>
                    <input
                      type="radio"
                      name={`right-${number}`}
                      checked={right === index}
                      onChange={() => set([...place, 'right'], index)}
                    />
                    {t('question.isRight', { number: index + 1 })}
                  </label>
                )}
                <IconButton
                  label={t('removeNamed', { name: titleOf(choice) || String(index + 1) })}
                  disabled={choices.length <= 2}
                  onClick={() => remove(index)}
                >
                  <Trash2 size={16} aria-hidden />
                </IconButton>
              </div>
              <LocalTextAt
                place={[...place, 'choices', index]}
                label={t('question.choice', { number: index + 1 })}
              />
              {decided && (
                <ConditionAt place={[...place, 'right', index]} label={t('question.rightWhen')} use="goal" />
              )}
            </li>
          ))}
        </ol>
        <Button tone="quiet" className={css.add} disabled={choices.length >= mostChoices} onClick={add}>
          <Plus size={16} aria-hidden /> {t('question.add')}
        </Button>
        <LocalTextAt place={[...place, 'reveal']} label={t('question.reveal')} long />
        <Select
          label={t('question.revealAt')}
          value={question.revealAt ?? ''}
          options={[
            { value: '', label: t('question.nextBeat') },
            ...later.map(({ id, title }) => ({ value: id, label: titleOf(title) || id })),
          ]}
          onChange={(id) => set([...place, 'revealAt'], id === '' ? undefined : id)}
        />
        {revealWrong !== undefined && <p className={field.error}>{revealWrong}</p>}
      </fieldset>
    </>
  );
}
