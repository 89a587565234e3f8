import { useCallback, useMemo } from 'react';
import type { BatchRequest, Cell } from '#experiments/experiment';
import { RepeatPanel } from '../experiments/repeat-panel.tsx';
import { useDoubleSpendCurve } from '../experiments/use-double-spend-curve.ts';
import { batchSeed } from './batch-seed.ts';
import type { RaceOdds } from './odds.ts';

const usualGiveUp = 12;
/** Where messages take less of the time between blocks than this, the small network has none of it. */
const leastDelay = 0.002;

/** The race of two branches alone, in a small network: the conventions of the papers, with the delay of the cast's links. */
export function RepeatRace({
  odds: { q, z, win, preMined, giveUp = usualGiveUp, network },
}: {
  readonly odds: RaceOdds;
}) {
  // Of two equal miners, half of the finds are the other one's: twice the mean is what a block takes from one to the other.
  const delay = Number((2 * (network?.delayShare ?? 0)).toFixed(3));
  const cell = useMemo(
    (): Cell => ({ q, z, win, preMined, giveUp, delay: delay < leastDelay ? 0 : delay }),
    [q, z, win, preMined, giveUp, delay],
  );
  const curve = useDoubleSpendCurve(cell);
  const request = useCallback(
    (trials: number): BatchRequest => ({
      experiment: 'double-spend',
      seed: batchSeed,
      trials,
      cells: [cell],
    }),
    [cell],
  );
  return <RepeatPanel place="director" request={request} curve={curve} />;
}
