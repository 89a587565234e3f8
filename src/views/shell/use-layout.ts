import { useSyncExternalStore } from 'react';

/** `wide`: five panels side by side · `stacked`: network above, everything else as tabs below · `tabs`: one at a time. */
export type Layout = 'wide' | 'stacked' | 'tabs';

/** The layout for a page that is `width` CSS pixels wide when its type is `typeScale` times as large as usual. */
export function layoutFor(width: number, typeScale: number): Layout {
  const room = width / typeScale;
  return room >= 800 ? 'wide' : room >= 520 ? 'stacked' : 'tabs';
}

/** The layout that fits the window now. */
export function useLayout(presenter: boolean): Layout {
  return useSyncExternalStore(onResize, () => layoutFor(window.innerWidth, presenter ? 1.6 : 1));
}

function onResize(listener: () => void): () => void {
  window.addEventListener('resize', listener);
  return () => window.removeEventListener('resize', listener);
}
