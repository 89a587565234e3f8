import { type RefObject, useEffect, useRef, useState } from 'react';

/** A canvas's place on the screen, in CSS pixels, and how many device pixels one of them has. */
export interface CanvasSize {
  readonly width: number;
  readonly height: number;
  readonly ratio: number;
}

/** Follows the size of the element around a canvas, keeps the canvas's pixels equal to the screen's, and counts up
 * `epoch` whenever the canvas came out empty, so that a picture drawn once is drawn again. */
export function useCanvas(): {
  readonly frame: RefObject<HTMLDivElement | null>;
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  readonly size: CanvasSize;
} {
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [size, setSize] = useState<CanvasSize>({ width: 0, height: 0, ratio: 1 });
  useEffect(() => {
    const element = frame.current;
    if (element === null) return undefined;
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = element;
      const ratio = window.devicePixelRatio || 1;
      setSize((old) =>
        old.width === width && old.height === height && old.ratio === ratio ? old : { width, height, ratio },
      );
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    window.addEventListener('resize', measure);
    return () => {
      observer.disconnect();
      window.removeEventListener('resize', measure);
    };
  }, []);
  return { frame, canvas, size };
}

const contexts = new WeakMap<HTMLCanvasElement, CanvasRenderingContext2D>();

/** A context scaled to CSS pixels on a cleared canvas of this size; undefined while there is nothing to draw on. */
export function beginDrawing(
  canvas: HTMLCanvasElement | null,
  size: CanvasSize,
): CanvasRenderingContext2D | undefined {
  if (canvas === null || size.width === 0 || size.height === 0) return undefined;
  const width = Math.round(size.width * size.ratio);
  const height = Math.round(size.height * size.ratio);
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  let context = contexts.get(canvas);
  if (context === undefined) {
    context = canvas.getContext('2d') ?? undefined;
    if (context !== undefined) contexts.set(canvas, context);
  }
  if (context === undefined) return undefined;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.globalAlpha = 1;
  context.clearRect(0, 0, width, height);
  context.setTransform(size.ratio, 0, 0, size.ratio, 0, 0);
  return context;
}
