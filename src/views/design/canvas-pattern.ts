import type { Pattern, Swatch } from './colours.ts';

const tile = 8;
const cache = new Map<string, CanvasPattern>();

/** A fill for a swatch: its wash, with its pattern in its colour on top (lightly, so that a label stays readable).
 * Cached per swatch and device pixel ratio; call after scaling the context by `ratio`. */
export function swatchFill(
  context: CanvasFillStrokeStyles,
  swatch: Swatch,
  ratio = 1,
): string | CanvasPattern {
  if (swatch.pattern === 'solid') return swatch.wash;
  const key = `${swatch.colour} ${swatch.wash} ${swatch.pattern} ${ratio}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const canvas = document.createElement('canvas');
  canvas.width = tile * ratio;
  canvas.height = tile * ratio;
  const tileContext = canvas.getContext('2d');
  if (tileContext === null) return swatch.wash;
  tileContext.scale(ratio, ratio);
  tileContext.fillStyle = swatch.wash;
  tileContext.fillRect(0, 0, tile, tile);
  tileContext.globalAlpha = 0.45;
  tileContext.fillStyle = swatch.colour;
  tileContext.strokeStyle = swatch.colour;
  tileContext.lineWidth = swatch.pattern === 'dots' ? 2 : 1.5;
  tileContext.lineCap = swatch.pattern === 'dots' ? 'round' : 'butt';
  tileContext.stroke(new Path2D(patternPaths[swatch.pattern]));
  const made = context.createPattern(canvas, 'repeat');
  if (made === null) return swatch.wash;
  made.setTransform(new DOMMatrix().scale(1 / ratio));
  cache.set(key, made);
  return made;
}

/** What each pattern draws in one 8 × 8 tile, as SVG path data to be stroked. */
export const patternPaths: Readonly<Record<Pattern, string>> = {
  solid: '',
  hatch: 'M-2 2 L2 -2 M-2 10 L10 -2 M6 10 L10 6',
  dots: 'M2 2 h0.01 M6 6 h0.01',
  cross: 'M-2 2 L2 -2 M-2 10 L10 -2 M6 10 L10 6 M-2 6 L2 10 M-2 -2 L10 10 M6 -2 L10 2',
  rows: 'M0 2 H8 M0 6 H8',
  columns: 'M2 0 V8 M6 0 V8',
};
