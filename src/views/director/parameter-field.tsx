import { useId, useState } from 'react';
import type { ParameterValues } from '#simulation/scenario/parameter';
import field from '../design/field.module.css';
import { Slider } from '../design/slider.tsx';
import { useLocalText, useText } from '../use-text.ts';
import css from './director.module.css';
import { entryText, entryUnit, type NumberParameter, parseEntry } from './parameter-entry.ts';
import { useParameterWords } from './parameter-words.ts';

/** A number of a scenario: a slider for the feeling, a field for the exact value, and beside it why a value is refused. */
export function ParameterField({
  parameter,
  value,
  refusal,
  onChange,
}: {
  readonly parameter: NumberParameter;
  readonly value: number;
  /** Why the scenario does not take the value, as a sentence. */
  readonly refusal: string | undefined;
  readonly onChange: (value: number) => void;
}) {
  const t = useText('director');
  const local = useLocalText();
  const words = useParameterWords();
  const id = useId();
  // What is being typed stays as typed until it is another value.
  const [typed, setTyped] = useState<string | undefined>(undefined);
  const parsed = typed === undefined ? value : parseEntry(parameter, typed);
  const shown =
    typed !== undefined && (parsed === undefined || parsed === value) ? typed : entryText(parameter, value);
  const error = typed !== undefined && parsed === undefined ? t('refusal.notANumber') : refusal;
  const below = error ?? (parameter.hint === undefined ? undefined : local(parameter.hint));
  return (
    <div className={css.parameter}>
      <Slider
        label={local(parameter.label)}
        min={parameter.min}
        max={parameter.max}
        step={parameter.step}
        value={Math.min(parameter.max, Math.max(parameter.min, value))}
        words={words(parameter, value)}
        aside={
          <span className={css.entry}>
            <input
              aria-label={t('exactly', { name: local(parameter.label) })}
              aria-invalid={error !== undefined}
              aria-describedby={below === undefined ? undefined : id}
              inputMode="decimal"
              autoComplete="off"
              spellCheck={false}
              value={shown}
              onChange={(event) => {
                const text = event.target.value;
                setTyped(text);
                const next = parseEntry(parameter, text);
                if (next !== undefined) onChange(next);
              }}
              onBlur={() => parsed !== undefined && setTyped(undefined)}
            />
            <span aria-hidden="true">{t(`unit.${entryUnit(parameter)}`)}</span>
          </span>
        }
        onChange={(next) => {
          setTyped(undefined);
          onChange(next);
        }}
      />
      {below !== undefined && (
        <p
          id={id}
          className={error === undefined ? field.hint : field.error}
          role={error === undefined ? undefined : 'alert'}
        >
          {below}
        </p>
      )}
    </div>
  );
}

/** What the reader chose, or what the scenario comes with. */
export function numberOf(parameter: NumberParameter, values: ParameterValues): number {
  const value = values[parameter.id];
  return typeof value === 'number' ? value : parameter.value;
}
