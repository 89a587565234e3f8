import { type MouseEvent, type PointerEvent, useRef, type WheelEvent } from 'react';
import type { TreeHit } from './compose-tree.ts';
import type { TreeCamera } from './tree-camera.ts';

/** What the pointer does, in terms of the tree. */
export interface TreeHandlers {
  readonly hit: (x: number, y: number) => TreeHit;
  readonly camera: () => TreeCamera;
  moveCamera(camera: TreeCamera): void;
  zoom(factor: number, x: number, y: number): void;
  hover(hit: TreeHit): void;
  pick(hit: TreeHit): void;
  menu(hit: TreeHit, clientX: number, clientY: number): void;
}

/** Pointer handlers of the tree canvas: hover, pick, menu; drag or wheel to pan, Ctrl and wheel or pinch to zoom. */
export function useTreePointer(handlers: TreeHandlers) {
  const drag = useRef<{ x: number; y: number; camera: TreeCamera; moved: boolean } | undefined>(undefined);
  const fingers = useRef(new Map<number, { x: number; y: number }>());
  const lastSpread = useRef(0);
  const lastHit = useRef<TreeHit>({ kind: 'none' });

  const onPointerDown = (event: PointerEvent<HTMLCanvasElement>) => {
    if (event.button !== 0) return;
    const point = place(event);
    event.currentTarget.setPointerCapture(event.pointerId);
    fingers.current.set(event.pointerId, point);
    lastSpread.current = spread(fingers.current);
    drag.current =
      fingers.current.size > 1 ? undefined : { ...point, camera: handlers.camera(), moved: false };
  };
  const onPointerMove = (event: PointerEvent<HTMLCanvasElement>) => {
    const { x, y } = place(event);
    if (fingers.current.has(event.pointerId)) fingers.current.set(event.pointerId, { x, y });
    if (fingers.current.size === 2) {
      const now = spread(fingers.current);
      if (lastSpread.current > 0) handlers.zoom(now / lastSpread.current, x, y);
      lastSpread.current = now;
      return;
    }
    const now = drag.current;
    if (now === undefined) {
      const hit = handlers.hit(x, y);
      if (!sameHit(hit, lastHit.current)) handlers.hover(hit);
      lastHit.current = hit;
      event.currentTarget.style.cursor = hit.kind === 'stub' ? 'pointer' : '';
      return;
    }
    if (!now.moved && Math.hypot(x - now.x, y - now.y) < 5) return;
    now.moved = true;
    handlers.moveCamera({
      ...now.camera,
      x: now.camera.x - (x - now.x) / now.camera.scale,
      y: now.camera.y - (y - now.y) / now.camera.scale,
    });
  };
  const onPointerUp = (event: PointerEvent<HTMLCanvasElement>) => {
    const { x, y } = place(event);
    fingers.current.delete(event.pointerId);
    const done = drag.current;
    drag.current = undefined;
    if (done !== undefined && !done.moved && event.type === 'pointerup') handlers.pick(handlers.hit(x, y));
  };
  const onPointerLeave = () => {
    if (lastHit.current.kind !== 'none') handlers.hover({ kind: 'none' });
    lastHit.current = { kind: 'none' };
  };
  const onContextMenu = (event: MouseEvent<HTMLCanvasElement>) => {
    const { x, y } = place(event);
    const hit = handlers.hit(x, y);
    if (hit.kind === 'none') return;
    event.preventDefault();
    handlers.menu(hit, event.clientX, event.clientY);
  };
  const onWheel = (event: WheelEvent<HTMLCanvasElement>) => {
    const { x, y } = place(event);
    const camera = handlers.camera();
    if (event.ctrlKey || event.metaKey) handlers.zoom(Math.exp(-event.deltaY * 0.004), x, y);
    else {
      const along = Math.abs(event.deltaX) > Math.abs(event.deltaY) ? event.deltaX : event.deltaY;
      handlers.moveCamera({ ...camera, x: camera.x + along / camera.scale });
    }
  };
  return {
    onPointerDown,
    onPointerMove,
    onPointerUp,
    onPointerCancel: onPointerUp,
    onPointerLeave,
    onContextMenu,
    onWheel,
  };
}

function place(event: { currentTarget: Element; clientX: number; clientY: number }): {
  x: number;
  y: number;
} {
  const box = event.currentTarget.getBoundingClientRect();
  return { x: event.clientX - box.left, y: event.clientY - box.top };
}

function spread(fingers: ReadonlyMap<number, { x: number; y: number }>): number {
  const [one, other] = [...fingers.values()];
  return one === undefined || other === undefined ? 0 : Math.hypot(one.x - other.x, one.y - other.y);
}

function sameHit(a: TreeHit, b: TreeHit): boolean {
  if (a.kind !== b.kind) return false;
  if (a.kind === 'block' && b.kind === 'block') return a.block === b.block;
  if (a.kind === 'node' && b.kind === 'node') return a.node === b.node;
  if (a.kind === 'stub' && b.kind === 'stub') return a.run.from === b.run.from;
  return true;
}
