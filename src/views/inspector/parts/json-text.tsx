import { useState } from 'react';
import { Button } from '../../design/button.tsx';
import { useText } from '../../use-text.ts';
import { CopyButton } from './hash-text.tsx';
import css from './json-text.module.css';
import { type JsonValue, jsonLines, jsonText } from './json-value.ts';

const shownAtFirst = 220;

/** JSON with its names and values told apart, long strings wrapped, and a button that copies it. */
export function JsonText({ value, what }: { readonly value: JsonValue; readonly what: string }) {
  const t = useText('inspector');
  const [all, setAll] = useState(false);
  const lines = jsonLines(value);
  const shown = all ? lines : lines.slice(0, shownAtFirst);
  return (
    <div className={css.root}>
      <div className={css.copy}>
        <CopyButton text={jsonText(value)} what={what} />
      </div>
      <pre className={css.json}>
        {shown.map((line, index) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: lines are known by their place
            key={index}
            className={css.line}
            style={{ paddingLeft: `${line.depth * 2 + 2}ch` }}
          >
            {line.name !== undefined && <span className={css.name}>{`"${line.name}": `}</span>}
            <span data-kind={line.kind}>{line.text}</span>
            {'\n'}
          </span>
        ))}
      </pre>
      {shown.length < lines.length && (
        <Button onClick={() => setAll(true)}>{t('showAllLines', { count: lines.length })}</Button>
      )}
    </div>
  );
}
