import type { History } from './history.ts';

/** The tip with the most work that a node outside the attack follows: while a block spreads, those without it are only late.
 * Of equally heavy ones, that of most of these nodes: the attacker can run as many nodes as it likes.
 * @param rows how many log rows count as past */
export function heaviestTip(history: History, attackers: ReadonlySet<number>, rows: number): number {
  const followers = new Map<number, number>();
  for (const { index } of history.nodes) {
    const tip = attackers.has(index) ? -1 : history.tipAt(index, rows);
    if (tip >= 0) followers.set(tip, (followers.get(tip) ?? 0) + 1);
  }
  let best = -1;
  for (const [tip, count] of followers) {
    const gain = (history.blocks[tip]?.work ?? 0) - (history.blocks[best]?.work ?? 0);
    if (best < 0 || gain > 0 || (gain === 0 && count > (followers.get(best) ?? 0))) best = tip;
  }
  return best >= 0 ? best : history.tipAt(-1, rows);
}
