import { LogKind } from '#simulation/log';
import type { Condition } from '#simulation/scenario/condition';
import type { Moment } from '../inspector/moment.ts';
import { rowsOfKind } from '../inspector/rows-of-kind.ts';
import { castOf, merchantViewOf, paymentOf, realViewOf } from './two-views.ts';

/** How far a condition has come at the playhead, where it can be counted: `1 of 2 confirmations`. */
export interface Progress {
  readonly now: number;
  readonly wanted: number;
}

/** Progress towards `condition`, or undefined when it either holds or does not. */
export function progressOf({ history, scene, row }: Moment, condition: Condition): Progress | undefined {
  const node = 'node' in condition ? history.nodes.findIndex(({ name }) => name === condition.node) : -1;
  const of = (now: number, wanted: number) => ({ now: Math.max(0, Math.min(now, wanted)), wanted });
  switch (condition.type) {
    case 'confirmations': {
      const payer = history.nodes.findIndex(({ name }) => name === condition.from);
      const attackers = payer >= 0 ? [payer] : castOf(history, scene).attackers;
      const cast = { attacker: attackers[0] ?? -1, attackers, merchant: node };
      if (paymentOf(history, cast, row) < 0) return of(0, condition.count);
      return of(merchantViewOf(history, scene, cast, condition.count, row).confirmations, condition.count);
    }
    case 'branch-lead': {
      const { secretBlocks, publicBlocks } = realViewOf(
        history,
        scene,
        { attacker: node, attackers: [node], merchant: -1 },
        row,
      );
      return { now: secretBlocks - publicBlocks, wanted: condition.atLeast };
    }
    case 'mempool':
      return of(scene.nodeMempool[node] ?? 0, condition.atLeast);
    case 'peers': {
      const peers = scene.links.filter(
        ({ index, a, b }) => scene.linkUp[index] === 1 && (a === node || b === node),
      );
      return of(peers.length, condition.atLeast);
    }
    case 'height': {
      const heights = [...scene.nodes.keys()]
        .filter((each) => (node >= 0 ? each === node : scene.nodeOnline[each] === 1))
        .map((each) => history.blocks[scene.nodeTip[each] ?? -1]?.height ?? 0);
      return { now: Math.min(...heights), wanted: condition.atLeast };
    }
    case 'blocks-found': {
      const found = rowsOfKind(history, LogKind.blockFound).filter(
        (event) => event.a === node && event.row <= row,
      );
      return of(found.length, condition.atLeast);
    }
    default:
      return undefined;
  }
}
