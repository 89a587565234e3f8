import type { ReactNode } from 'react';
import type { Pattern } from '../../design/colours.ts';
import css from './bars.module.css';

/** One bar of a small comparison. */
export interface Bar {
  readonly key: string;
  readonly label: ReactNode;
  readonly value: number;
  readonly text: ReactNode;
  /** CSS colour of the bar and of its ground. */
  readonly colour: string;
  readonly wash: string;
  readonly pattern?: Pattern;
  /** Dashed outline instead of a filled bar: what is no longer, or not yet. */
  readonly hollow?: boolean;
}

/** Horizontal bars on one scale, so that lengths can be compared.
 * @param from value at the left end: a little below the smallest shows differences between large numbers, and is said */
export function Bars({
  bars,
  from = 0,
  label,
}: {
  readonly bars: readonly Bar[];
  readonly from?: number;
  readonly label: string;
}) {
  const most = Math.max(...bars.map((bar) => bar.value - from), Number.MIN_VALUE);
  return (
    <ul className={css.bars} aria-label={label}>
      {bars.map((bar) => (
        <li key={bar.key} className={css.row}>
          <span className={css.label}>{bar.label}</span>
          <span className={css.track}>
            <span
              className={css.bar}
              data-hollow={bar.hollow || undefined}
              data-pattern={bar.pattern}
              style={{
                width: `${Math.max(1.5, ((bar.value - from) / most) * 100)}%`,
                ['--bar' as string]: bar.colour,
                ['--bar-wash' as string]: bar.wash,
              }}
            />
          </span>
          <span className={css.value}>{bar.text}</span>
        </li>
      ))}
    </ul>
  );
}
