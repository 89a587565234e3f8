import { useSyncExternalStore } from 'react';

/** `wide`: five panels side by side · `stacked`: network above, everything else as tabs below · `tabs`: one at a time. */
export type Layout = 'wide' | 'stacked' | 'tabs';

/** The layout for a page that is `room` CSS pixels wide, divided by how many times as large as usual its type is. */
export function layoutFor(room: number): Layout {
  return room >= 800 ? 'wide' : room >= 520 ? 'stacked' : 'tabs';
}

/** How much of the header fits: `wide` everything in words, `fair` icons, `tight` modes and a menu, `narrow` a menu. */
export type Roominess = 'wide' | 'fair' | 'tight' | 'narrow';

/** The layout that fits the window now. */
export function useLayout(presenter: boolean): Layout {
  return useSyncExternalStore(onResize, () => layoutFor(room(presenter)));
}

/** How much of the header fits the window now. */
export function useRoomy(presenter: boolean): Roominess {
  return useSyncExternalStore(onResize, () => {
    const width = room(presenter);
    return width >= 1180 ? 'wide' : width >= 960 ? 'fair' : width >= 620 ? 'tight' : 'narrow';
  });
}

function room(presenter: boolean): number {
  return window.innerWidth / (presenter ? 1.6 : 1);
}

function onResize(listener: () => void): () => void {
  window.addEventListener('resize', listener);
  return () => window.removeEventListener('resize', listener);
}
