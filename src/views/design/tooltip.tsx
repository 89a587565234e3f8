import { useEffect, useRef, useState } from 'react';
import css from './popup.module.css';

const delayMillis = 500;
/** After one label was read, the next comes at once. */
const graceMillis = 400;
const gap = 6;

/** What a control carries so that its label is shown beside it: `<button {...tip('Play', 'Space')}>`. */
export function tip(text: string, shortcut?: string): { 'data-tip': string; 'data-tip-key'?: string } {
  return { 'data-tip': text, ...(shortcut === undefined ? {} : { 'data-tip-key': shortcut }) };
}

/** Draws the label of the control under the pointer, or at the keyboard, beside it: one for the whole page, so that a
 * hundred controls cost nothing. Never the only place of information: each control has its label for those who listen.
 * Escape hides it. */
export function TooltipLayer() {
  const [shown, setShown] = useState<{
    readonly over: Element;
    readonly left: number;
    readonly top: number;
  }>();
  const label = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let over: Element | undefined;
    let hiddenAt = Number.NEGATIVE_INFINITY;
    const hide = () => {
      clearTimeout(timer);
      if (over !== undefined) hiddenAt = performance.now();
      over = undefined;
      setShown(undefined);
    };
    const show = (element: Element, wait: number) => {
      if (element === over) return;
      hide();
      over = element;
      timer = setTimeout(() => {
        const box = element.getBoundingClientRect();
        setShown({ over: element, left: box.left + box.width / 2, top: box.bottom + gap });
      }, wait);
    };
    const onPointerOver = ({ target, pointerType }: PointerEvent) => {
      if (!(target instanceof Element) || pointerType === 'touch') return;
      const element = target.closest('[data-tip]');
      if (element === null) hide();
      else show(element, performance.now() - hiddenAt < graceMillis ? 0 : delayMillis);
    };
    const onFocus = ({ target }: FocusEvent) => {
      const element = target instanceof Element ? target.closest('[data-tip]') : null;
      if (element?.matches(':focus-visible') === true) show(element, delayMillis);
    };
    const onKey = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') hide();
    };
    document.addEventListener('pointerover', onPointerOver);
    document.addEventListener('pointerdown', hide);
    document.addEventListener('focusin', onFocus);
    document.addEventListener('focusout', hide);
    document.addEventListener('keydown', onKey);
    document.addEventListener('scroll', hide, true);
    return () => {
      hide();
      document.removeEventListener('pointerover', onPointerOver);
      document.removeEventListener('pointerdown', hide);
      document.removeEventListener('focusin', onFocus);
      document.removeEventListener('focusout', hide);
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('scroll', hide, true);
    };
  }, []);
  // Once its size is known: inside the page, and above the control where there is no room below.
  useEffect(() => {
    const element = label.current;
    if (shown === undefined || element === null) return;
    const { width, height } = element.getBoundingClientRect();
    const box = shown.over.getBoundingClientRect();
    const left = Math.max(4, Math.min(window.innerWidth - width - 4, shown.left - width / 2));
    const below = shown.top + height < window.innerHeight - 4;
    element.style.left = `${left}px`;
    element.style.top = `${below ? shown.top : box.top - gap - height}px`;
    element.style.visibility = 'visible';
  }, [shown]);
  if (shown === undefined) return null;
  const shortcut = shown.over.getAttribute('data-tip-key');
  return (
    <div ref={label} className={css.tooltip} role="tooltip">
      {shown.over.getAttribute('data-tip')}
      {shortcut !== null && <kbd className={css.kbd}>{shortcut}</kbd>}
    </div>
  );
}
