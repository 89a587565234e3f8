import { useSyncExternalStore } from 'react';

type Popups = typeof import('./popups.tsx');

let loaded: Popups | undefined;
let loading: Promise<Popups> | undefined;
const waiting = new Set<() => void>();

/** Fetches what menus and popovers are made of: a tenth of the page's code, and nobody opens one at once. */
export function loadPopups(): Promise<Popups> {
  loading ??= import('./popups.tsx').then((popups) => {
    loaded = popups;
    for (const tell of waiting) tell();
    return popups;
  });
  return loading;
}

/** Menus and popovers, once they are here. */
export function usePopups(): Popups | undefined {
  return useSyncExternalStore(subscribe, () => loaded);
}

function subscribe(tell: () => void): () => void {
  waiting.add(tell);
  return () => waiting.delete(tell);
}
