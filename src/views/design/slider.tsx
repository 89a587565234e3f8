import { Slider as Base } from '@base-ui/react/slider';
import type { ReactNode } from 'react';
import css from './field.module.css';

/** A number within bounds. `onCommit` fires once, when the reader lets go: record actions there, never in `onChange`. */
export function Slider(props: {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  /** The value in words, e.g. `40 %`. */
  readonly words: string;
  /** Stands where the words would: a field for the exact value. */
  readonly aside?: ReactNode;
  readonly onChange: (value: number) => void;
  readonly onCommit?: (value: number) => void;
}) {
  return (
    <Base.Root
      className={css.field}
      value={props.value}
      min={props.min}
      max={props.max}
      step={props.step ?? 1}
      onValueChange={(value) => props.onChange(value)}
      onValueCommitted={(value) => props.onCommit?.(value)}
    >
      <div className={css.sliderHead}>
        <Base.Label className={css.label}>{props.label}</Base.Label>
        {props.aside ?? <span className={css.sliderValue}>{props.words}</span>}
      </div>
      <Base.Control className={css.sliderControl}>
        <Base.Track className={css.sliderTrack}>
          <Base.Indicator className={css.sliderFill} />
          <Base.Thumb className={css.sliderThumb} getAriaValueText={() => props.words} />
        </Base.Track>
      </Base.Control>
    </Base.Root>
  );
}
