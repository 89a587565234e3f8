import { type HTMLInputTypeAttribute, useId } from 'react';
import css from './field.module.css';

/** A line of input with its label above, a hint or an error sentence below, and a unit inside. */
export function TextField(props: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: HTMLInputTypeAttribute;
  readonly inputMode?: 'numeric' | 'decimal' | 'text';
  readonly unit?: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly placeholder?: string;
}) {
  const id = useId();
  const below = props.error ?? props.hint;
  return (
    <div className={css.field}>
      <label className={css.label} htmlFor={id}>
        {props.label}
      </label>
      <div className={props.unit === undefined ? undefined : css.unit}>
        <input
          id={id}
          className={css.control}
          type={props.type ?? 'text'}
          inputMode={props.inputMode ?? 'text'}
          value={props.value}
          placeholder={props.placeholder}
          autoComplete="off"
          spellCheck={false}
          aria-invalid={props.error !== undefined}
          aria-describedby={below === undefined ? undefined : `${id}-below`}
          onChange={(event) => props.onChange(event.target.value)}
        />
        {props.unit !== undefined && <span>{props.unit}</span>}
      </div>
      {below !== undefined && (
        <p id={`${id}-below`} className={props.error === undefined ? css.hint : css.error}>
          {below}
        </p>
      )}
    </div>
  );
}
