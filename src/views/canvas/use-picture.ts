import { useEffect, useRef } from 'react';
import type { Scene } from '#app/scene';
import { useFrame } from '../use-studio.ts';
import { beginDrawing, type CanvasSize } from './use-canvas.ts';

/** How a painter is called. */
export interface Drawing {
  readonly scene: Scene;
  /** Clears the canvas and gives its context; a painter that finds nothing has changed does not call it.
   * Undefined while there is nothing to draw on. */
  begin(): CanvasRenderingContext2D | undefined;
  /** Whether something besides the scene may have changed, so that the picture must be drawn again. */
  readonly forced: boolean;
}

/** Draws a picture of the scene: in every frame in which time moved, after every render, and after `redraw()`.
 * `paint` may return true to be called again in the next frame (a camera that is still on its way). */
export function usePicture(
  canvas: { readonly current: HTMLCanvasElement | null },
  size: CanvasSize,
  paint: (drawing: Drawing) => boolean | undefined,
): () => void {
  const stale = useRef(true);
  const again = useRef(false);
  const redraw = useRef(() => {
    stale.current = true;
  });
  useEffect(() => {
    stale.current = true;
  });
  useFrame((scene, changed) => {
    const forced = stale.current;
    if (!changed && !forced && !again.current) return;
    if (canvas.current === null || size.width === 0 || size.height === 0) return;
    stale.current = false;
    again.current = paint({ scene, forced, begin: () => beginDrawing(canvas.current, size) }) === true;
  });
  return redraw.current;
}
