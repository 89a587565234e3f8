import { useEffect, useRef } from 'react';
import type { Scene } from '#app/scene';
import { useFrame } from '../use-studio.ts';
import { beginDrawing, type CanvasSize } from './use-canvas.ts';

/** Draws a picture of the scene: in every frame in which time moved, after every render, and after `redraw()`.
 * `paint` may return true to be called again in the next frame (a camera that is still on its way). */
export function usePicture(
  canvas: { readonly current: HTMLCanvasElement | null },
  size: CanvasSize,
  paint: (context: CanvasRenderingContext2D, scene: Scene) => boolean | undefined,
): () => void {
  const stale = useRef(true);
  const redraw = useRef(() => {
    stale.current = true;
  });
  useEffect(() => {
    stale.current = true;
  });
  useFrame((scene, changed) => {
    if (!changed && !stale.current) return;
    const context = beginDrawing(canvas.current, size);
    if (context === undefined) return;
    stale.current = paint(context, scene) === true;
  });
  return redraw.current;
}
