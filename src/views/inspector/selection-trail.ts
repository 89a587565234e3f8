import type { Selection } from '#app/studio-state';

/** The selections the reader has been at, like a browser's history. `at` points at the present one. */
export interface Trail {
  readonly entries: readonly Selection[];
  readonly at: number;
}

/** A trail that begins at the network as a whole. */
export const emptyTrail: Trail = { entries: [{ kind: 'none' }], at: 0 };

const longest = 60;

/** Notes that the reader is now at `selection`, wherever the click was. What lay ahead is forgotten, as in a browser. */
export function visit(trail: Trail, selection: Selection): Trail {
  if (sameSelection(trail.entries[trail.at]!, selection)) return trail;
  const entries = [...trail.entries.slice(0, trail.at + 1), selection].slice(-longest);
  return { entries, at: entries.length - 1 };
}

/** The trail with the present moved by `steps` (negative: back), or the same one at either end. */
export function move(trail: Trail, steps: number): Trail {
  const at = trail.at + steps;
  return at < 0 || at >= trail.entries.length ? trail : { ...trail, at };
}

/** Whether two selections mean the same thing. */
export function sameSelection(p: Selection, q: Selection): boolean {
  switch (p.kind) {
    case 'none':
      return q.kind === 'none';
    case 'node':
      return q.kind === 'node' && p.node === q.node;
    case 'link':
      return q.kind === 'link' && p.link === q.link;
    case 'block':
      return q.kind === 'block' && p.block === q.block;
    case 'tx':
      return q.kind === 'tx' && p.tx === q.tx;
    case 'output':
      return q.kind === 'output' && p.tx === q.tx && p.vout === q.vout;
    case 'message':
      return q.kind === 'message' && p.row === q.row;
    case 'reorg':
      return q.kind === 'reorg' && p.row === q.row;
    case 'attack':
      return q.kind === 'attack' && p.attacker === q.attacker;
  }
}
