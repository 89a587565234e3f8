import type { ReactNode } from 'react';
import css from './facts.module.css';

/** Names with their values, one a line. */
export function Facts({ children }: { readonly children: ReactNode }) {
  return <dl className={css.facts}>{children}</dl>;
}

/** One line of `Facts`; `note` stands small below the value. */
export function Fact({
  name,
  note,
  children,
}: {
  readonly name: ReactNode;
  readonly note?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <div className={css.fact}>
      <dt>{name}</dt>
      <dd>
        {children}
        {note === undefined ? null : <div className={css.note}>{note}</div>}
      </dd>
    </div>
  );
}

/** A part of a panel with its heading; `aside` stands at the right end of the heading's line. */
export function Section({
  title,
  aside,
  children,
}: {
  readonly title: ReactNode;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <section className={css.section}>
      <div className={css.sectionHead}>
        <h3>{title}</h3>
        {aside === undefined ? null : <span className={css.aside}>{aside}</span>}
      </div>
      {children}
    </section>
  );
}

/** Running text of a panel, a paragraph each. */
export function Prose({ children }: { readonly children: ReactNode }) {
  return <div className={css.prose}>{children}</div>;
}

/** Things to try next, as buttons in a row. */
export function Next({ children }: { readonly children: ReactNode }) {
  return <div className={css.next}>{children}</div>;
}
