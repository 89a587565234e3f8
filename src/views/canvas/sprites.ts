/* Pictures that are drawn once and stamped many times. Shaping text and filling patterns cost tens of microseconds,
 * stamping a finished bitmap about one: that is what lets a thousand peers fit into a frame. */

/** What sprites are drawn with: the part of a canvas context that works off the screen too. */
export type SpriteContext = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** A finished bitmap with its size in CSS pixels. */
export interface Sprite {
  readonly image: ImageBitmap;
  readonly width: number;
  readonly height: number;
}

/** A bounded store of sprites for one device pixel ratio. */
export interface SpriteStore {
  readonly ratio: number;
  /** The sprite `key`, drawn on first use by `draw` into a context whose origin is the sprite's top left corner. */
  get(key: string, width: number, height: number, draw: (context: SpriteContext) => void): Sprite;
  /** One line of text. `halo` (a colour) keeps it readable over lines. */
  text(text: string, font: string, colour: string, halo?: string): Sprite;
  /** Width of one line of text in CSS pixels, without drawing it. */
  textWidth(text: string, font: string): number;
}

const spriteLimit = 6000;

/** An empty store; make a new one when the palette or the pixel ratio changes. */
export function createSpriteStore(ratio: number): SpriteStore {
  const sprites = new Map<string, Sprite>();
  const texts = new Map<string, Map<string, Sprite>>();
  let textCount = 0;
  const widths = new Map<string, Map<string, number>>();
  const measuring = document.createElement('canvas').getContext('2d');
  let measuringFont = '';
  const measure = (text: string, font: string): TextMetrics | undefined => {
    // The canvas may write the font's name in its own way, so what was asked for is remembered here.
    if (measuring !== null && font !== measuringFont) measuring.font = font;
    measuringFont = font;
    return measuring?.measureText(text);
  };

  // Each bitmap leaves an empty canvas behind for the next one: making canvas and context takes longer than drawing.
  const easel = new OffscreenCanvas(1, 1);
  const context = easel.getContext('2d');
  // A bitmap is stamped without the copy that a canvas, which might still change, has to be asked for.
  const render = (width: number, height: number, draw: (context: SpriteContext) => void): Sprite => {
    // This clears the canvas and forgets whatever the last sprite had set.
    easel.width = Math.max(1, Math.ceil(width * ratio));
    easel.height = Math.max(1, Math.ceil(height * ratio));
    if (context !== null) {
      context.scale(ratio, ratio);
      draw(context);
    }
    const image = easel.transferToImageBitmap();
    return { image, width: image.width / ratio, height: image.height / ratio };
  };

  return {
    ratio,
    get(key, width, height, draw) {
      let sprite = sprites.get(key);
      if (sprite === undefined) {
        if (sprites.size >= spriteLimit) sprites.clear();
        sprite = render(width, height, draw);
        sprites.set(key, sprite);
      }
      return sprite;
    },
    text(text, font, colour, halo = '') {
      const style = `${font}|${colour}|${halo}`;
      let byText = texts.get(style);
      if (byText === undefined) {
        byText = new Map();
        texts.set(style, byText);
      }
      let sprite = byText.get(text);
      if (sprite === undefined) {
        if (++textCount > spriteLimit) {
          texts.clear();
          byText = new Map();
          texts.set(style, byText);
          textCount = 1;
        }
        const measured = measure(text, font);
        const width = measured?.width ?? text.length * 8;
        const ascent = measured?.fontBoundingBoxAscent ?? 12;
        const descent = measured?.fontBoundingBoxDescent ?? 4;
        const margin = halo === '' ? 1 : 3;
        sprite = render(width + 2 * margin, ascent + descent, (context) => {
          context.font = font;
          context.textBaseline = 'alphabetic';
          if (halo !== '') {
            context.strokeStyle = halo;
            context.lineWidth = 4;
            context.lineJoin = 'round';
            context.strokeText(text, margin, ascent);
          }
          context.fillStyle = colour;
          context.fillText(text, margin, ascent);
        });
        byText.set(text, sprite);
      }
      return sprite;
    },
    textWidth(text, font) {
      let known = widths.get(font);
      if (known === undefined || known.size > spriteLimit) {
        known = new Map();
        widths.set(font, known);
      }
      let width = known.get(text);
      if (width === undefined) {
        width = measure(text, font)?.width ?? text.length * 8;
        known.set(text, width);
      }
      return width;
    },
  };
}

/** Stamps `sprite` with its top left corner at (x, y), on whole device pixels so that text stays sharp. */
export function stamp(
  context: CanvasRenderingContext2D,
  sprite: Sprite,
  x: number,
  y: number,
  ratio: number,
): void {
  context.drawImage(
    sprite.image,
    Math.round(x * ratio) / ratio,
    Math.round(y * ratio) / ratio,
    sprite.width,
    sprite.height,
  );
}

/** Stamps `sprite` with its centre at (x, y). */
export function stampCentred(
  context: CanvasRenderingContext2D,
  sprite: Sprite,
  x: number,
  y: number,
  ratio: number,
): void {
  stamp(context, sprite, x - sprite.width / 2, y - sprite.height / 2, ratio);
}
