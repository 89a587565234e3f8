import { useCallback } from 'react';
import type { History, LogRow } from '#app/history';
import { LogKind } from '#simulation/log';
import { useStudio } from '../use-studio.ts';
import { isSecret } from './lane-items.ts';

/** Whether a milestone is kept from whoever looks: lanes, list and live region all ask here. Whoever looks without god's
 * eye at an attack staged for him is not told its plan either. */
export function useSecrets(): (row: LogRow, history: History, seenTime: number) => boolean {
  const { viewAs, godView, staged } = useStudio((state) => ({
    viewAs: state.viewAs,
    godView: state.godView,
    staged: state.run.scenario.family !== undefined,
  }));
  return useCallback(
    (row, history, seenTime) => {
      if (godView) return false;
      if (staged && row.kind === LogKind.beat && history.nodes[viewAs]?.role !== 'attacker') return true;
      return isSecret(history, row, seenTime, { viewAs, godView });
    },
    [viewAs, godView, staged],
  );
}
