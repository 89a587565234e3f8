/** A rectangle in CSS pixels of the canvas. */
export interface LabelBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What is free for words in one picture. */
export interface LabelRoom {
  /** Keeps words off a node's body, except for its own. */
  keepOff(node: number, x: number, y: number, radius: number): void;
  /** The first of `places` where `node`'s words lie on the canvas and cover nothing, taken from now on. */
  take(node: number, places: readonly LabelBox[]): LabelBox | undefined;
  /** Takes a place whatever lies there. */
  claim(box: LabelBox): void;
}

/** Nothing written yet. Words stay below `top` and inside the canvas; a rectangle may touch another by a pixel. */
export function createLabelRoom(width: number, height: number, top: number): LabelRoom {
  const bodies: { node: number; x: number; y: number; radius: number }[] = [];
  const taken: LabelBox[] = [];
  const isFree = (node: number, box: LabelBox) => {
    const right = box.x + box.width;
    const bottom = box.y + box.height;
    if (box.x < 0 || box.y < top || right > width || bottom > height) return false;
    for (const one of taken) {
      if (
        box.x < one.x + one.width - 1 &&
        one.x < right - 1 &&
        box.y < one.y + one.height - 1 &&
        one.y < bottom - 1
      )
        return false;
    }
    for (const body of bodies) {
      if (body.node === node) continue;
      const dx = body.x - Math.min(right, Math.max(box.x, body.x));
      const dy = body.y - Math.min(bottom, Math.max(box.y, body.y));
      if (dx * dx + dy * dy < body.radius * body.radius) return false;
    }
    return true;
  };
  return {
    keepOff(node, x, y, radius) {
      bodies.push({ node, x, y, radius });
    },
    take(node, places) {
      const free = places.find((box) => isFree(node, box));
      if (free !== undefined) taken.push(free);
      return free;
    },
    claim(box) {
      taken.push(box);
    },
  };
}

/** The box of a sprite centred on a point. */
export function boxAround(
  x: number,
  y: number,
  { width, height }: { readonly width: number; readonly height: number },
): LabelBox {
  return { x: x - width / 2, y: y - height / 2, width, height };
}
