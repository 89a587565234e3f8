import type { Role } from '#simulation/records';

/** Adds the outline that stands for a role to the current path: circle node, hexagon miner, square merchant, triangle
 * attacker, all of about equal area inside a circle of `radius`. */
export function traceRole(context: CanvasPath, role: Role, x: number, y: number, radius: number): void {
  switch (role) {
    case 'node':
      context.moveTo(x + radius * 0.94, y);
      context.arc(x, y, radius * 0.94, 0, 2 * Math.PI);
      return;
    case 'miner':
      tracePolygon(context, x, y, radius * 1.04, 6, -Math.PI / 2);
      return;
    case 'merchant':
      traceRounded(
        context,
        x - radius * 0.86,
        y - radius * 0.86,
        radius * 1.72,
        radius * 1.72,
        radius * 0.16,
      );
      return;
    case 'attacker':
      tracePolygon(context, x, y + radius * 0.14, radius * 1.2, 3, -Math.PI / 2);
  }
}

function tracePolygon(
  context: CanvasPath,
  x: number,
  y: number,
  radius: number,
  corners: number,
  start: number,
): void {
  for (let corner = 0; corner < corners; corner++) {
    const angle = start + (corner * 2 * Math.PI) / corners;
    const px = x + radius * Math.cos(angle);
    const py = y + radius * Math.sin(angle);
    if (corner === 0) context.moveTo(px, py);
    else context.lineTo(px, py);
  }
  context.closePath();
}

/** Adds a rectangle with round corners to the current path. */
export function traceRounded(
  context: CanvasPath,
  x: number,
  y: number,
  width: number,
  height: number,
  radius: number,
): void {
  context.roundRect(x, y, width, height, Math.min(radius, width / 2, height / 2));
}
