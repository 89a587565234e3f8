import type { History, Reorganisation, TxFate } from '#app/history';

/** How many transactions met each fate; the coinbases among the vanished. */
export interface FateCounts {
  readonly remined: number;
  readonly returned: number;
  readonly conflicted: number;
  readonly vanished: number;
}

/** Counts the fates of a reorganisation. */
export function countFates(fates: readonly TxFate[]): FateCounts {
  const count = (fate: TxFate['fate']) => fates.filter((entry) => entry.fate === fate).length;
  return {
    remined: count('re-mined'),
    returned: count('back-in-mempool'),
    conflicted: count('conflicted'),
    vanished: count('vanished'),
  };
}

/** The payments first, in the order of what a reader asks about: conflicts, returns, re-mined, then coinbases. */
export function orderFates(fates: readonly TxFate[]): readonly TxFate[] {
  const rank = { conflicted: 0, 'back-in-mempool': 1, 're-mined': 2, vanished: 3 } as const;
  return [...fates].sort((p, q) => rank[p.fate] - rank[q.fate]);
}

/** The reorganisation that a `tip` row made, if it did. */
export function reorganisationAt(history: History, row: number): Reorganisation | undefined {
  return history.reorganisations.find((reorg) => reorg.row === row);
}

/** Other nodes that left the same old tip for the same new one, earlier or later. */
export function sameSwitch(history: History, reorg: Reorganisation): readonly Reorganisation[] {
  return history.reorganisations.filter(
    (other) =>
      other.row !== reorg.row &&
      other.disconnected[0] === reorg.disconnected[0] &&
      other.connected.at(-1) === reorg.connected.at(-1),
  );
}
