import { useCallback } from 'react';
import type { History, LogRow } from '#app/history';
import { knowsAll } from '#app/tells-its-story';
import { LogKind } from '#simulation/log';
import { toldBeat } from '#simulation/scenario/told-beat';
import { reachedBeat } from '../story/reached-beat.ts';
import { useStudio } from '../use-studio.ts';
import { isSecret } from './lane-items.ts';

/** Whether a milestone is kept from whoever looks: lanes, list and live region all ask here. Whoever looks without god's
 * eye at an attack staged for him is told of its plan what an honest node can know. */
export function useSecrets(): (row: LogRow, history: History, seenTime: number) => boolean {
  const { viewAs, godView, all, beats } = useStudio((state) => ({
    viewAs: state.viewAs,
    godView: state.godView,
    all: knowsAll(state),
    beats: state.run.scenario.beats,
  }));
  return useCallback(
    (row, history, seenTime) => {
      if (godView) return false;
      if (row.kind === LogKind.beat)
        return toldBeat(beats, row.x, reachedBeat(history, seenTime), all) === undefined;
      return isSecret(history, row, seenTime, { viewAs, godView });
    },
    [viewAs, godView, all, beats],
  );
}
