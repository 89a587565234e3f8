/** What part of the tree is on the screen: screen = tree − (x, y) · scale. The tree itself is laid out at `scale`, so that
 * letters stay sharp; x and y are in units of scale 1. */
export interface TreeCamera {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

/** One step of the camera towards `target`, for a frame of `seconds`; arrives for good when close. */
export function approach(camera: TreeCamera, target: TreeCamera, seconds: number): TreeCamera {
  const step = 1 - Math.exp(-9 * seconds);
  const next = {
    x: camera.x + (target.x - camera.x) * step,
    y: camera.y + (target.y - camera.y) * step,
    scale: camera.scale + (target.scale - camera.scale) * step,
  };
  const near =
    Math.abs(next.x - target.x) < 0.4 &&
    Math.abs(next.y - target.y) < 0.4 &&
    Math.abs(next.scale - target.scale) < 0.002;
  return near ? target : next;
}

/** The camera after zooming by `factor` with the screen point (x, y) held still. */
export function zoomTree(camera: TreeCamera, factor: number, x: number, y: number): TreeCamera {
  const scale = Math.min(2, Math.max(0.35, camera.scale * factor));
  return {
    scale,
    x: camera.x + x / camera.scale - x / scale,
    y: camera.y + y / camera.scale - y / scale,
  };
}
