import { useMemo } from 'react';
import { withPosition } from '#simulation/text-position';
import { useText } from '../use-text.ts';
import css from './editor.module.css';
import { useEditor } from './editor-state.ts';
import { JsonAt } from './fields.tsx';
import { useFaults, useFaultWords } from './use-faults.tsx';

const mostFaults = 12;

/** The whole scenario as the text of its file. */
export function JsonTab() {
  const t = useText('editor');
  const words = useFaultWords();
  const draft = useEditor((state) => state.draft);
  const faults = useFaults();
  const placed = useMemo(() => {
    const text = JSON.stringify(draft, null, 2) ?? '';
    return faults.slice(0, mostFaults).map((fault) => withPosition(fault, text));
  }, [draft, faults]);
  return (
    <div className={css.stack}>
      <p className={css.quiet}>{t('json.intro')}</p>
      {placed.length > 0 && (
        <div className={css.faults}>
          <p>{t('test.wrong', { count: faults.length })}</p>
          <ul>
            {placed.map((fault) => (
              <li key={`${fault.path} ${fault.key}`}>
                {t('json.line', { line: fault.values.line ?? 1 })} <code>{fault.path}</code> {words(fault)}
              </li>
            ))}
          </ul>
        </div>
      )}
      <JsonAt place={[]} label={t('json.label')} hint={t('story.jsonHint')} tall />
    </div>
  );
}
