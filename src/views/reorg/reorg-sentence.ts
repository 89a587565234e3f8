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

/** Transactions that met the same fate. */
export interface FateGroup {
  readonly fate: TxFate['fate'];
  readonly fates: readonly TxFate[];
}

/** The fates in groups, in the order of what a reader asks about: conflicts, returns, re-mined, then coinbases. */
export function groupFates(fates: readonly TxFate[]): readonly FateGroup[] {
  return (['conflicted', 'back-in-mempool', 're-mined', 'vanished'] as const)
    .map((fate) => ({ fate, fates: fates.filter((entry) => entry.fate === fate) }))
    .filter((group) => group.fates.length > 0);
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
