import { X } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { IconButton } from '../design/button.tsx';
import { useText } from '../use-text.ts';
import css from './lab.module.css';
import { useLab } from './lab-state.ts';

/** What every workbench draws: its title with a way back, then its parts. */
export function Bench({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const t = useText('locks');
  const close = useLab((state) => state.close);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className={css.bench} aria-label={title}>
      <div className={css.head}>
        <h2 ref={heading} className={css.title} tabIndex={-1}>
          {title}
        </h2>
        <IconButton label={t('close')} onClick={close}>
          <X size={18} aria-hidden />
        </IconButton>
      </div>
      <div className={css.body}>{children}</div>
    </section>
  );
}
