import type { Palette } from '../design/colours.ts';
import type { SpriteStore } from './sprites.ts';

/** What a painter draws with: the palette, finished bitmaps, and fonts at the reader's size. */
export interface Brush {
  readonly palette: Palette;
  readonly sprites: SpriteStore;
  readonly ratio: number;
  /** Type scale: 1, or 1.6 in presenter mode. */
  readonly scale: number;
  /** A font shorthand of the page's text typeface at `pixels` (before scaling). */
  sans(pixels: number, weight?: number): string;
  mono(pixels: number, weight?: number): string;
}

/** A brush for this palette and store; `zoom` grows its letters beyond the reader's own type size. */
export function createBrush(palette: Palette, sprites: SpriteStore, zoom = 1): Brush {
  const scale = palette.typeScale * zoom;
  const font = (family: string) => {
    const known = new Map<number, string>();
    return (pixels: number, weight = 500) => {
      const key = pixels * 1000 + weight;
      let text = known.get(key);
      if (text === undefined) {
        text = `${weight} ${Math.round(pixels * scale * 10) / 10}px ${family}`;
        known.set(key, text);
      }
      return text;
    };
  };
  return {
    palette,
    sprites,
    ratio: sprites.ratio,
    scale,
    sans: font(palette.sans),
    mono: font(palette.mono),
  };
}
