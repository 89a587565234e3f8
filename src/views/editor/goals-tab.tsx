import { Plus, X } from 'lucide-react';
import { Button, IconButton } from '../design/button.tsx';
import { useText } from '../use-text.ts';
import { ConditionAt } from './condition-at.tsx';
import { freshCondition } from './condition-shapes.ts';
import css from './editor.module.css';
import { useEditor } from './editor-state.ts';
import { NumberAt } from './fields.tsx';

/** What a run without help must bring about, and by when. */
export function GoalsTab() {
  const t = useText('editor');
  const goals = useEditor((state) => state.draft?.goals) ?? [];
  const set = useEditor((state) => state.set);
  return (
    <div className={css.stack}>
      <p className={css.quiet}>{t('goals.intro')}</p>
      <ol className={css.joined}>
        {goals.map((_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a goal has no name but its place
          <li key={index}>
            <ConditionAt place={['goals', index]} label={t('goals.goal', { number: index + 1 })} use="goal" />
            <IconButton
              label={t('removeNamed', { name: t('goals.goal', { number: index + 1 }) })}
              onClick={() => set(['goals', index], undefined)}
            >
              <X size={16} aria-hidden />
            </IconButton>
          </li>
        ))}
      </ol>
      <Button className={css.add} onClick={() => set(['goals', goals.length], freshCondition('height', ''))}>
        <Plus size={16} aria-hidden /> {t('goals.add')}
      </Button>
      <div className={css.row}>
        <NumberAt
          place={['referenceMicros']}
          label={t('goals.by')}
          unit={t('unit.minutes')}
          factor={60_000_000}
        />
        <NumberAt place={['defaultSeed']} label={t('goals.seed')} />
      </div>
    </div>
  );
}
