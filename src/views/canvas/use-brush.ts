import { useEffect, useMemo, useState } from 'react';
import { usePalette } from '../design/colours.ts';
import { type Brush, createBrush } from './brush.ts';
import { createSpriteStore } from './sprites.ts';

/** The brush for the present theme, type size and pixel ratio; a fresh one (with empty caches) whenever one of them
 * changes or the page's fonts arrive. */
export function useBrush(ratio: number): Brush {
  const palette = usePalette();
  const [fonts, setFonts] = useState(0);
  useEffect(() => {
    let mounted = true;
    const wanted = [`600 13px ${palette.mono}`, `500 13px ${palette.sans}`];
    void Promise.all(wanted.map((font) => document.fonts.load(font))).then(() => {
      if (mounted) setFonts((count) => count + 1);
    });
    return () => {
      mounted = false;
    };
  }, [palette.mono, palette.sans]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: letters drawn before their font arrived are drawn again
  return useMemo(() => createBrush(palette, createSpriteStore(ratio)), [palette, ratio, fonts]);
}
