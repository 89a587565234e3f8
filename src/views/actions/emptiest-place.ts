/** The spot of the unit square that is farthest from everybody, a little away from the edge.
 * Edges count half, so that a first newcomer lands inside. */
export function emptiestPlace(taken: readonly { readonly x: number; readonly y: number }[]): {
  readonly x: number;
  readonly y: number;
} {
  let best = { x: 0.5, y: 0.5 };
  let most = -1;
  for (let column = 2; column <= 18; column++) {
    for (let row = 3; row <= 17; row++) {
      const spot = { x: column / 20, y: row / 20 };
      const room = Math.min(...taken.map((one) => Math.hypot(one.x - spot.x, (one.y - spot.y) * 0.7)), 1);
      if (room > most) {
        most = room;
        best = spot;
      }
    }
  }
  return best;
}
