import { type RefObject, useEffect } from 'react';

/** Keeps the keyboard's place in a part of the page whose buttons come and go: when the focused one is taken away, the focus goes
 * to the part's title, from where Tab leads on and single keys work, instead of to the top of the page.
 * @param arrives the part also takes the focus when it appears and nothing else has it */
export function useKeptFocus(part: RefObject<HTMLElement | null>, arrives = false): void {
  useEffect(() => {
    const root = part.current;
    if (root === null) return;
    let isInside = false;
    const onFocus = () => {
      isInside = true;
    };
    // Of an element that is taken away some browsers give notice, as if the reader had left it, and some do not.
    const onLeave = ({ target, relatedTarget }: FocusEvent) => {
      if (relatedTarget !== null) isInside = false;
      else
        setTimeout(() => {
          if (target instanceof Node && target.isConnected) isInside = false;
          else look();
        });
    };
    const look = () => {
      if (!isInside || (document.activeElement ?? document.body) !== document.body) return;
      focusTitle(root);
    };
    const observer = new MutationObserver(look);
    observer.observe(root, { childList: true, subtree: true });
    root.addEventListener('focusin', onFocus);
    root.addEventListener('focusout', onLeave);
    if (arrives && document.activeElement === document.body) focusTitle(root);
    return () => {
      observer.disconnect();
      root.removeEventListener('focusin', onFocus);
      root.removeEventListener('focusout', onLeave);
    };
  }, [part, arrives]);
}

function focusTitle(root: HTMLElement): void {
  const title = root.querySelector<HTMLElement>('h2');
  if (title === null) return;
  title.tabIndex = -1;
  root.scrollTop = 0;
  title.focus({ preventScroll: true });
}
