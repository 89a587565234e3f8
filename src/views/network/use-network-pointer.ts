import { type PointerEvent, useRef, type WheelEvent } from 'react';
import type { Scene } from '#app/scene';
import type { Selection } from '#app/studio-state';
import {
  groupsWithout,
  linkAt,
  linksCrossed,
  messageAt,
  type NetworkCamera,
  type NetworkGeometry,
  nodeAt,
  zoomAt,
} from './network-geometry.ts';
import type { NetworkGesture } from './network-picture.ts';

/** What the pointer does, in terms of the network. */
export interface NetworkHandlers {
  readonly geometry: () => NetworkGeometry | undefined;
  readonly scene: () => Scene;
  readonly camera: () => NetworkCamera;
  /** True while the scissors are in hand: dragging on the ground cuts instead of panning. */
  readonly cutting: () => boolean;
  setCamera(camera: NetworkCamera): void;
  setGesture(gesture: NetworkGesture): void;
  hover(thing: Selection, x: number, y: number): void;
  pick(thing: Selection): void;
  menu(thing: Selection, clientX: number, clientY: number): void;
  connect(from: number, to: number): void;
  /** Links drawn through, and the groups that the network would fall into. */
  cut(links: readonly number[], groups: readonly (readonly number[])[]): void;
}

const none: Selection = { kind: 'none' };

type Drag =
  | {
      readonly kind: 'pan';
      readonly x: number;
      readonly y: number;
      readonly camera: NetworkCamera;
      moved: boolean;
    }
  | { readonly kind: 'node'; readonly node: number; readonly x: number; readonly y: number; moved: boolean }
  | { readonly kind: 'cut'; readonly x: number; readonly y: number; moved: boolean };

/** Pointer handlers of the network canvas: hover, pick, menu, pan, zoom and pinch, connect by dragging from a node,
 * cut by drawing across links (with the scissors, or holding Shift or Alt). */
export function useNetworkPointer(handlers: NetworkHandlers) {
  const drag = useRef<Drag | undefined>(undefined);
  const fingers = useRef(new Map<number, { x: number; y: number }>());
  const pinch = useRef<{ distance: number; camera: NetworkCamera } | undefined>(undefined);

  const thingAt = (x: number, y: number): Selection => {
    const geometry = handlers.geometry();
    if (geometry === undefined) return none;
    const scene = handlers.scene();
    const message = messageAt(geometry, scene.inFlight, scene.playhead.time, x, y);
    const node = nodeAt(geometry, scene.nodeBorn, x, y);
    if (node >= 0) {
      // A message right at a node's rim is still easier meant than the node only when it is outside of it.
      const inside = Math.hypot(geometry.x[node]! - x, geometry.y[node]! - y) <= geometry.radius + 2;
      if (inside || message < 0) return { kind: 'node', node };
    }
    if (message >= 0) return { kind: 'message', row: scene.inFlight.row[message]! };
    const link = linkAt(geometry, scene.links, scene.linkUp, x, y);
    return link >= 0 ? { kind: 'link', link } : none;
  };

  const onPointerDown = (event: PointerEvent<HTMLCanvasElement>) => {
    const { x, y } = place(event);
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    fingers.current.set(event.pointerId, { x, y });
    if (fingers.current.size === 2) {
      pinch.current = { distance: spread(fingers.current), camera: handlers.camera() };
      drag.current = undefined;
      handlers.setGesture({ kind: 'none' });
      return;
    }
    const geometry = handlers.geometry();
    if (geometry === undefined) return;
    const node = nodeAt(geometry, handlers.scene().nodeBorn, x, y);
    if (handlers.cutting() || event.shiftKey || event.altKey)
      drag.current = { kind: 'cut', x, y, moved: false };
    else if (node >= 0) drag.current = { kind: 'node', node, x, y, moved: false };
    else drag.current = { kind: 'pan', x, y, camera: handlers.camera(), moved: false };
  };

  const onPointerMove = (event: PointerEvent<HTMLCanvasElement>) => {
    const { x, y } = place(event);
    if (fingers.current.has(event.pointerId)) fingers.current.set(event.pointerId, { x, y });
    if (pinch.current !== undefined && fingers.current.size === 2) {
      const [one, other] = [...fingers.current.values()];
      const factor = spread(fingers.current) / Math.max(1, pinch.current.distance);
      handlers.setCamera(
        zoomAt(pinch.current.camera, factor, (one!.x + other!.x) / 2, (one!.y + other!.y) / 2),
      );
      return;
    }
    const now = drag.current;
    if (now === undefined) {
      if (event.pointerType !== 'touch') handlers.hover(thingAt(x, y), x, y);
      return;
    }
    if (!now.moved && Math.hypot(x - now.x, y - now.y) < 5) return;
    now.moved = true;
    handlers.hover(none, x, y);
    const geometry = handlers.geometry();
    if (geometry === undefined) return;
    if (now.kind === 'pan') {
      handlers.setCamera({ ...now.camera, x: now.camera.x + x - now.x, y: now.camera.y + y - now.y });
    } else if (now.kind === 'node') {
      const target = nodeAt(geometry, handlers.scene().nodeBorn, x, y);
      handlers.setGesture({
        kind: 'connect',
        from: now.node,
        x,
        y,
        target: target === now.node ? -1 : target,
      });
    } else {
      const scene = handlers.scene();
      const line = { x1: now.x, y1: now.y, x2: x, y2: y };
      handlers.setGesture({
        kind: 'cut',
        ...line,
        crossed: linksCrossed(geometry, scene.links, scene.linkUp, line),
      });
    }
  };

  const onPointerUp = (event: PointerEvent<HTMLCanvasElement>) => {
    const { x, y } = place(event);
    fingers.current.delete(event.pointerId);
    if (pinch.current !== undefined) {
      if (fingers.current.size === 0) pinch.current = undefined;
      return;
    }
    const done = drag.current;
    drag.current = undefined;
    if (done === undefined) return;
    handlers.setGesture({ kind: 'none' });
    const geometry = handlers.geometry();
    if (geometry === undefined || event.type === 'pointercancel') return;
    if (!done.moved) {
      handlers.pick(thingAt(x, y));
      return;
    }
    const scene = handlers.scene();
    if (done.kind === 'node') {
      const target = nodeAt(geometry, scene.nodeBorn, x, y);
      if (target >= 0 && target !== done.node) handlers.connect(done.node, target);
    } else if (done.kind === 'cut') {
      const crossed = linksCrossed(geometry, scene.links, scene.linkUp, {
        x1: done.x,
        y1: done.y,
        x2: x,
        y2: y,
      });
      if (crossed.length > 0) {
        handlers.cut(
          crossed,
          groupsWithout(scene.nodes.length, scene.nodeOnline, scene.links, scene.linkUp, crossed),
        );
      }
    }
  };

  const onContextMenu = (event: PointerEvent<HTMLCanvasElement>) => {
    event.preventDefault();
    const { x, y } = place(event);
    handlers.menu(thingAt(x, y), event.clientX, event.clientY);
  };

  const onWheel = (event: WheelEvent<HTMLCanvasElement>) => {
    const { x, y } = place(event);
    handlers.setCamera(zoomAt(handlers.camera(), Math.exp(-event.deltaY * 0.0015), x, y));
  };

  const onPointerLeave = () => {
    if (drag.current === undefined) handlers.hover(none, 0, 0);
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
  return one === undefined || other === undefined ? 1 : Math.hypot(one.x - other.x, one.y - other.y);
}
