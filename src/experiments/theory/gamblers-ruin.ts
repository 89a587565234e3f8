/** How a fair or unfair game between two absorbing ends goes. */
export interface Game {
  /** Probability of reaching the upper end. */
  readonly win: number;
  /** Expected number of rounds, counted only where the game is won: divided by `win` it is the mean of won games. */
  readonly wonRounds: number;
}

/** The gambler's ruin: one up with probability q, one down with 1 − q, until `up` more or `down` fewer.
 * @param q 0 < q < 1
 * @see W. Feller, An Introduction to Probability Theory and Its Applications I, XIV.2 */
export function gamblersRuin(q: number, up: number, down: number): Game {
  if (up <= 0) return { win: 1, wonRounds: 0 };
  if (down <= 0) return { win: 0, wonRounds: 0 };
  const height = up + down;
  const win = (at: number) => winFrom(q, at, height);
  // w(i) = q·w(i + 1) + p·w(i − 1) + win(i) with w = 0 at both ends: a tridiagonal system, solved from below.
  const factor: number[] = [0];
  const constant: number[] = [0];
  for (let i = 1; i < height; i++) {
    const rest = 1 - (1 - q) * factor[i - 1]!;
    factor.push(q / rest);
    constant.push((win(i) + (1 - q) * constant[i - 1]!) / rest);
  }
  let wonRounds = 0;
  for (let i = height - 1; i >= down; i--) wonRounds = constant[i]! + factor[i]! * wonRounds;
  return { win: win(down), wonRounds };
}

/** (1 − (p/q)^at) / (1 − (p/q)^height), written so that neither power overflows. */
function winFrom(q: number, at: number, height: number): number {
  const p = 1 - q;
  if (p === q) return at / height;
  if (q > p) return (1 - (p / q) ** at) / (1 - (p / q) ** height);
  const r = q / p;
  return (r ** (height - at) * (1 - r ** at)) / (1 - r ** height);
}
