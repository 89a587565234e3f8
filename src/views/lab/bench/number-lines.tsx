import { useEffect } from 'react';
import { shareOfHash, zeroBitsOfHash } from '#app/bench/difficulty-scale';
import type { HandTry } from '#app/bench/hand';
import { beginDrawing, useCanvas } from '../../canvas/use-canvas.ts';
import { type Palette, usePalette } from '../../design/colours.ts';
import { useText } from '../../use-text.ts';
import css from './bench.module.css';

/** All hashes on two lines: as numbers, where they lie evenly and the target is a sliver at the left, and by their
 * leading zero bits, where every bit further right is twice as rare. */
export function NumberLines(props: {
  readonly tries: readonly HandTry[];
  readonly best: HandTry | undefined;
  /** The target as a share of 2^256. */
  readonly share: number;
  readonly words: string;
}) {
  const t = useText('bench');
  const { frame, canvas, size } = useCanvas();
  const palette = usePalette();
  const { tries, best, share } = props;
  const linear = t('hand.linear');
  const zeros = t('hand.zeros');
  const target = t('hand.targetHash');
  useEffect(() => {
    const context = beginDrawing(canvas.current, size);
    if (context === undefined) return;
    const picture = { context, palette, width: size.width, tries, best };
    const scale = palette.typeScale;
    const row = size.height / 2;
    const zeroTarget = -Math.log2(share);
    const top = best === undefined ? 0 : zeroBitsOfHash(best.hash);
    const last = Math.max(8, Math.ceil(Math.max(zeroTarget, top) + 2));
    paintLine(picture, {
      y: 0,
      height: row,
      title: linear,
      at: shareOfHash,
      target: share,
      from: 0,
      to: share,
      label: target,
      marks: [
        [0, '0'],
        [0.25, ''],
        [0.5, '2²⁵⁵'],
        [0.75, ''],
        [1, '2²⁵⁶'],
      ],
    });
    const every = last > 16 * (size.width / (500 * scale)) ? 4 : last > 8 ? 2 : 1;
    paintLine(picture, {
      y: row,
      height: row,
      title: zeros,
      at: (hash) => Math.min(1, zeroBitsOfHash(hash) / last),
      target: zeroTarget / last,
      from: zeroTarget / last,
      to: 1,
      label: target,
      marks: Array.from({ length: Math.floor(last / every) + 1 }, (_, i) => [
        (i * every) / last,
        String(i * every),
      ]),
    });
  }, [canvas, size, palette, tries, best, share, linear, zeros, target]);
  return (
    <div className={css.lines} ref={frame}>
      <canvas ref={canvas} role="img" aria-label={props.words} />
    </div>
  );
}

interface Picture {
  readonly context: CanvasRenderingContext2D;
  readonly palette: Palette;
  readonly width: number;
  readonly tries: readonly HandTry[];
  readonly best: HandTry | undefined;
}

interface Line {
  readonly y: number;
  readonly height: number;
  readonly title: string;
  /** Place of a hash, 0 … 1. */
  readonly at: (hash: string) => number;
  readonly target: number;
  /** The winning part. */
  readonly from: number;
  readonly to: number;
  readonly label: string;
  readonly marks: readonly (readonly [at: number, text: string])[];
}

const margin = 14;

function paintLine({ context, palette, width, tries, best }: Picture, line: Line): void {
  const scale = palette.typeScale;
  const font = `${12 * scale}px ${palette.sans}`;
  const head = 20 * scale;
  const foot = 20 * scale;
  const top = line.y + head;
  const bottom = line.y + line.height - foot;
  const x = (at: number) => margin + at * (width - 2 * margin);

  context.font = font;
  context.fillStyle = palette.ink2;
  context.textAlign = 'left';
  context.textBaseline = 'alphabetic';
  context.fillText(line.title, margin, line.y + head - 6 * scale);

  context.fillStyle = palette.sunk;
  context.fillRect(x(0), top, x(1) - x(0), bottom - top);
  context.fillStyle = palette.agreed.wash;
  context.fillRect(x(line.from), top, Math.max(2, x(line.to) - x(line.from)), bottom - top);

  const radius = tries.length > 3000 ? 1.2 : tries.length > 400 ? 1.8 : 3;
  const y = (index: number) => top + 5 + ((index * 0.618034) % 1) * (bottom - top - 10);
  context.globalAlpha = tries.length > 400 ? 0.55 : 0.8;
  context.fillStyle = palette.ink3;
  for (const [index, each] of tries.entries()) {
    if (each.wins) continue;
    dot(context, x(line.at(each.hash)), y(index), radius);
  }
  context.globalAlpha = 1;
  for (const [index, each] of tries.entries()) {
    const isLast = index === tries.length - 1;
    if (!each.wins && each !== best && !isLast) continue;
    context.fillStyle = each.wins ? palette.agreed.colour : isLast ? palette.accent : palette.ink;
    dot(context, x(line.at(each.hash)), y(index), isLast ? 6 : 4.5);
    if (!isLast) continue;
    context.strokeStyle = palette.panel;
    context.lineWidth = 1.5;
    context.stroke();
  }

  context.strokeStyle = palette.agreed.colour;
  context.lineWidth = 2;
  context.beginPath();
  context.moveTo(x(line.target), top - 4);
  context.lineTo(x(line.target), bottom + 4);
  context.stroke();
  context.fillStyle = palette.agreed.colour;
  const right = x(line.target) > width / 2;
  context.textAlign = right ? 'right' : 'left';
  const labelX = x(line.target) + (right ? -5 : 5);
  const titleEnd = margin + context.measureText(line.title).width + 16;
  const labelStart = right ? labelX - context.measureText(line.label).width : labelX;
  context.fillText(
    line.label,
    labelStart < titleEnd ? titleEnd + (right ? context.measureText(line.label).width : 0) : labelX,
    line.y + head - 6 * scale,
  );

  context.strokeStyle = palette.lineStrong;
  context.lineWidth = 1;
  context.fillStyle = palette.ink2;
  for (const [at, text] of line.marks) {
    context.beginPath();
    context.moveTo(x(at), bottom);
    context.lineTo(x(at), bottom + 4);
    context.stroke();
    context.textAlign = at === 0 ? 'left' : at === 1 ? 'right' : 'center';
    context.fillText(text, x(at), bottom + 16 * scale);
  }
}

function dot(context: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
}
