import { create } from 'zustand';
import type { Selection } from '#app/studio-state';
import { type Mode, useShell } from '../shell/shell-state.ts';

/** A workbench that takes the inspector's place. */
export type LabPage =
  | { readonly page: 'mining' }
  /** `node`: whose wallet, −1 to choose */
  | { readonly page: 'locks'; readonly node: number }
  /** Real data to paste and open, or the way from a key to its addresses. */
  | { readonly page: 'data' }
  | { readonly page: 'keys' }
  /** `object`: table index of the block or transaction to break */
  | { readonly page: 'break-it'; readonly kind: 'block' | 'tx'; readonly object: number };

interface LabState {
  readonly open: LabPage | undefined;
  /** What was selected, and the mode, when it was opened: picking something else puts it away. */
  readonly place: { readonly selection: Selection; readonly mode: Mode } | undefined;
  show(page: LabPage, selection: Selection): void;
  close(): void;
}

/** Which workbench is open. */
export const useLab = create<LabState>()((set) => ({
  open: undefined,
  place: undefined,
  show: (open, selection) => {
    const { mode, setTab } = useShell.getState();
    set({ open, place: { selection, mode } });
    setTab('inspector');
  },
  close: () => set({ open: undefined, place: undefined }),
}));
