import type { ReactNode } from 'react';
import css from './chip.module.css';

/** What a word on a coloured ground means; never by colour alone. */
export type ChipTone = 'agreed' | 'pending' | 'danger' | 'neutral' | 'accent';

/** A state in a word or two. */
export function Chip({ tone, children }: { readonly tone: ChipTone; readonly children: ReactNode }) {
  return (
    <span className={css.chip} data-tone={tone}>
      {children}
    </span>
  );
}
