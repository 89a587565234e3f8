import { create } from 'zustand';

/** What the right column shows: the inspector, the attack director, or the lesson. */
export type Mode = 'explore' | 'attack' | 'learn';
export type Panel = 'network' | 'stage' | 'inspector' | 'packets';

/** State of the page itself that no run, link or file needs: which card is open, which panel fills the page. */
export interface ShellState {
  readonly mode: Mode;
  /** The panel that fills the page (key F), if any. */
  readonly focused: Panel | undefined;
  /** On narrow screens: the one panel on show. */
  readonly tab: string;
  readonly welcome: boolean;
  readonly paletteOpen: boolean;
  readonly helpOpen: boolean;
  readonly seedOpen: boolean;
  readonly linkOpen: boolean;
  /** The scenario editor takes the right column until it is closed: picking something does not put it away. */
  readonly editorOpen: boolean;
  setMode(mode: Mode): void;
  toggleFocused(panel: Panel): void;
  setTab(tab: string): void;
  setWelcome(open: boolean): void;
  setPaletteOpen(open: boolean): void;
  setHelpOpen(open: boolean): void;
  setSeedOpen(open: boolean): void;
  setLinkOpen(open: boolean): void;
  setEditorOpen(open: boolean): void;
}

export const useShell = create<ShellState>()((set) => ({
  mode: 'explore',
  focused: undefined,
  tab: 'network',
  welcome: true,
  paletteOpen: false,
  helpOpen: false,
  seedOpen: false,
  linkOpen: false,
  editorOpen: false,
  setMode: (mode) => set({ mode, editorOpen: false }),
  toggleFocused: (panel) => set((now) => ({ focused: now.focused === panel ? undefined : panel })),
  setTab: (tab) => set({ tab }),
  setWelcome: (welcome) => set({ welcome }),
  setPaletteOpen: (paletteOpen) => set({ paletteOpen }),
  setHelpOpen: (helpOpen) => set({ helpOpen }),
  setSeedOpen: (seedOpen) => set({ seedOpen }),
  setLinkOpen: (linkOpen) => set({ linkOpen }),
  setEditorOpen: (editorOpen) => set({ editorOpen }),
}));
