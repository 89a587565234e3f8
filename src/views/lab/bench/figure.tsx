import type { ReactNode } from 'react';
import css from './bench.module.css';

/** A number that is read from the last row: its name small, itself large, a remark below. */
export function Figure(props: {
  readonly name: string;
  readonly value: ReactNode;
  readonly note?: ReactNode;
  readonly tone?: 'agreed' | 'pending' | undefined;
}) {
  return (
    <div className={css.figure} data-tone={props.tone}>
      <dt>{props.name}</dt>
      <dd>
        <strong>{props.value}</strong>
        {props.note !== undefined && <small>{props.note}</small>}
      </dd>
    </div>
  );
}

/** Figures in a row that wraps. */
export function Figures({ children }: { readonly children: ReactNode }) {
  return <dl className={css.figures}>{children}</dl>;
}
