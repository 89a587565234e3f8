import { useSyncExternalStore } from 'react';

/** A fill that is told apart without colour: drawn by `canvas-pattern.ts`. */
export type Pattern = 'solid' | 'hatch' | 'dots' | 'cross' | 'rows' | 'columns';

/** How a branch looks wherever it appears: strong colour for lines and text, wash for grounds, pattern beside both. */
export interface Swatch {
  readonly colour: string;
  readonly wash: string;
  readonly pattern: Pattern;
}

/** The design tokens as values, for canvas code. */
export interface Palette {
  readonly dark: boolean;
  readonly paper: string;
  readonly panel: string;
  readonly sunk: string;
  readonly line: string;
  readonly lineStrong: string;
  readonly ink: string;
  readonly ink2: string;
  readonly ink3: string;
  readonly accent: string;
  readonly accentWash: string;
  readonly onAccent: string;
  readonly agreed: Swatch;
  readonly pending: Swatch;
  readonly danger: Swatch;
  /** Hues for the sides of a disagreement, safe for colour-blind eyes, each with its own pattern. */
  readonly branches: readonly Swatch[];
  /** 1, or 1.6 in presenter mode: multiply every font size drawn on a canvas by it. */
  readonly typeScale: number;
  readonly sans: string;
  readonly mono: string;
}

/** Branch number that means "everybody follows it". */
export const agreedBranch = -1;

/** The swatch of branch 0, 1, 2, …; `agreedBranch` gives green. After the sixth the hues repeat. */
export function branchSwatch(palette: Palette, branch: number): Swatch {
  if (branch < 0) return palette.agreed;
  return palette.branches[branch % palette.branches.length] ?? palette.agreed;
}

let palette: Palette | undefined;
const watchers = new Set<() => void>();

/** The tokens as they are now; canvas code redraws with a new palette when theme or presenter mode changes. */
export function usePalette(): Palette {
  return useSyncExternalStore(watchAppearance, currentPalette);
}

function watchAppearance(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

function currentPalette(): Palette {
  palette ??= readPalette();
  return palette;
}

/** Reads the tokens of `tokens.css` from the page. */
export function readPalette(): Palette {
  const root = document.documentElement;
  const style = getComputedStyle(root);
  const token = (name: string) => style.getPropertyValue(name).trim();
  const swatch = (name: string, pattern: Pattern): Swatch => ({
    colour: token(`--${name}`),
    wash: token(`--${name}-wash`),
    pattern,
  });
  return {
    dark: root.dataset.theme === 'dark',
    paper: token('--paper'),
    panel: token('--panel'),
    sunk: token('--sunk'),
    line: token('--line'),
    lineStrong: token('--line-strong'),
    ink: token('--ink'),
    ink2: token('--ink-2'),
    ink3: token('--ink-3'),
    accent: token('--accent'),
    accentWash: token('--accent-wash'),
    onAccent: token('--on-accent'),
    agreed: swatch('agreed', 'solid'),
    pending: swatch('pending', 'solid'),
    danger: swatch('danger', 'cross'),
    branches: [
      swatch('branch-a', 'solid'),
      swatch('branch-b', 'hatch'),
      swatch('branch-c', 'dots'),
      swatch('branch-d', 'cross'),
      swatch('branch-e', 'rows'),
      swatch('branch-f', 'columns'),
    ],
    typeScale: Number(token('--type-scale')) || 1,
    sans: token('--sans'),
    mono: token('--mono'),
  };
}

/** Puts theme and presenter mode on the page; views that draw are told. */
export function applyAppearance(theme: 'system' | 'light' | 'dark', presenter: boolean): void {
  const root = document.documentElement;
  root.dataset.theme = theme === 'system' ? (prefersDark() ? 'dark' : 'light') : theme;
  root.dataset.presenter = String(presenter);
  palette = undefined;
  for (const watcher of watchers) watcher();
}

/** Whether the reader's system asks for a dark page. */
export function prefersDark(): boolean {
  return window.matchMedia('(prefers-color-scheme: dark)').matches;
}

/** Calls back when the system's wish for light or dark changes. */
export function onSystemThemeChange(listener: () => void): () => void {
  const query = window.matchMedia('(prefers-color-scheme: dark)');
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}
