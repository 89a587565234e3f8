import { useCallback } from 'react';
import type { History, LogRow } from '#app/history';
import { LogKind } from '#simulation/log';
import { useStudio } from '../use-studio.ts';
import { useLocalText, useText } from '../use-text.ts';
import { describeRow } from './describe-row.ts';

/** Says a log row as a sentence, like `describeRow`; a beat by the title that the scenario gives it. */
export function useDescribeRow(): (row: LogRow, history: History) => string | undefined {
  const t = useText('timeline');
  const local = useLocalText();
  const beats = useStudio((state) => state.run.scenario.beats);
  return useCallback(
    (row, history) => {
      const beat = row.kind === LogKind.beat ? beats[row.x] : undefined;
      return beat === undefined ? describeRow(row, history, t) : local(beat.title);
    },
    [t, local, beats],
  );
}
