import type { History } from '#app/history';
import type { Scene } from '#app/scene';
import { LogKind } from '#simulation/log';

const mempoolKinds: ReadonlySet<number> = new Set([
  LogKind.txAccepted,
  LogKind.txRemoved,
  LogKind.txReturned,
]);

/** Running nodes that hold a transaction at the playhead: it waits in their mempool, or their own chain contains it. */
export function holdersOf(history: History, { playhead, ...scene }: Scene, tx: number): readonly number[] {
  if (tx < 0) return [];
  const waiting = new Set<number>();
  const first = history.arrivals('tx', tx)[0]?.time ?? playhead.time;
  for (const { row, kind, object, a } of history.milestones(first, playhead.time, mempoolKinds)) {
    if (object !== tx || row >= playhead.index) continue;
    if (kind === LogKind.txRemoved) waiting.delete(a);
    else waiting.add(a);
  }
  return scene.nodes
    .map(({ index }) => index)
    .filter(
      (node) =>
        scene.nodeOnline[node] === 1 &&
        (waiting.has(node) || history.confirmedIn(tx, scene.nodeTip[node] ?? -1) >= 0),
    );
}
