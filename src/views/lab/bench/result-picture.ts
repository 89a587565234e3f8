import type { Palette } from '../../design/colours.ts';

/** What a picture of a found nonce shows; every word is ready to be read. */
export interface ResultPicture {
  readonly title: string;
  readonly sameness: string;
  readonly hash: string;
  readonly from: number;
  readonly nonce: number;
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  readonly foot: string;
}

/** The size that messengers and forums show whole. */
const width = 1200;
const height = 630;
const margin = 72;
const nonceSpace = 4_294_967_296;

/** Draws the card and saves it as a PNG file. */
export async function saveResultPicture(picture: ResultPicture, palette: Palette): Promise<void> {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (context === null) return;
  drawResult(context, picture, palette);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (blob === null) return;
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = `chainroom-nonce-${picture.nonce}.png`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1_000);
}

function drawResult(context: CanvasRenderingContext2D, picture: ResultPicture, palette: Palette): void {
  const { sans, mono, agreed, ink, ink2, paper } = palette;
  const put = (text: string, x: number, y: number, colour: string, font: string): number => {
    context.font = font;
    context.fillStyle = colour;
    context.fillText(text, x, y, width - margin - x);
    return context.measureText(text).width;
  };
  context.fillStyle = paper;
  context.fillRect(0, 0, width, height);
  context.fillStyle = agreed.wash;
  context.fillRect(0, 0, width, 330);
  put('Chainroom', margin, 84, agreed.colour, `650 26px ${sans}`);
  put(picture.title, margin, 166, ink, `650 60px ${sans}`);
  put(picture.sameness, margin, 218, ink2, `400 30px ${sans}`);
  const zeros = /^0*/.exec(picture.hash)![0];
  const hashFont = `500 27px ${mono}`;
  const after = put(zeros, margin, 286, agreed.colour, hashFont);
  put(picture.hash.slice(zeros.length), margin + after, 286, ink, hashFont);

  drawNonceSpace(context, picture, palette, 376);
  const widths = picture.facts.map(({ name, value }) => {
    context.font = `650 34px ${sans}`;
    return Math.max(context.measureText(value).width, context.measureText(name).width);
  });
  const gap = (width - 2 * margin - widths.reduce((sum, each) => sum + each)) / (widths.length - 1);
  let left = margin;
  picture.facts.forEach(({ name, value }, i) => {
    put(name, left, 478, ink2, `400 24px ${sans}`);
    put(value, left, 518, ink, `650 34px ${sans}`);
    left += widths[i]! + Math.min(gap, 96);
  });
  put(picture.foot, margin, height - 48, ink2, `400 22px ${sans}`);
}

/** All nonces as a bar: what was tried, and where the find lies. */
function drawNonceSpace(
  context: CanvasRenderingContext2D,
  { from, nonce }: ResultPicture,
  palette: Palette,
  top: number,
): void {
  const at = (value: number) => margin + ((width - 2 * margin) * value) / nonceSpace;
  context.fillStyle = palette.sunk;
  context.fillRect(margin, top, width - 2 * margin, 24);
  context.fillStyle = palette.accent;
  context.fillRect(at(from), top, Math.max(2, at(nonce) - at(from)), 24);
  context.fillStyle = palette.agreed.colour;
  context.fillRect(at(nonce) - 2, top - 8, 4, 40);
  context.font = `400 20px ${palette.mono}`;
  context.fillStyle = palette.ink2;
  context.fillText('0', margin, top + 52);
  const end = '2³²';
  context.fillText(end, width - margin - context.measureText(end).width, top + 52);
}
