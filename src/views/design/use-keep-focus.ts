import { type RefObject, useEffect } from 'react';

/** Keeps the keyboard where it was: when the focused control of a group goes away (a batch has ended, a first page is done
 * with), another one of the group gets the focus, and not nobody.
 * @param next selector of the one */
export function useKeepFocus(group: RefObject<HTMLElement | null>, next = 'button:enabled'): void {
  // Asked before what follows from this drawing reaches the page.
  const had = group.current?.contains(document.activeElement) === true;
  useEffect(() => {
    if (!had || document.activeElement !== document.body) return;
    // Tabs that have only just come do not know each other yet.
    setTimeout(() => {
      if (document.activeElement === document.body) group.current?.querySelector<HTMLElement>(next)?.focus();
    });
  });
}
