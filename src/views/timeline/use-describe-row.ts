import { useCallback } from 'react';
import type { History, LogRow } from '#app/history';
import { knowsAll } from '#app/tells-its-story';
import { LogKind } from '#simulation/log';
import { toldBeat } from '#simulation/scenario/told-beat';
import { reachedBeat } from '../story/reached-beat.ts';
import { useStudio, useStudioCore } from '../use-studio.ts';
import { useLocalText, useText } from '../use-text.ts';
import { describeRow } from './describe-row.ts';

/** Says a log row as a sentence, like `describeRow`; a beat by the title that the scenario gives it, as far as
 * whoever looks is told. */
export function useDescribeRow(): (row: LogRow, history: History) => string | undefined {
  const t = useText('timeline');
  const local = useLocalText();
  const studio = useStudioCore();
  const { beats, all } = useStudio((state) => ({
    beats: state.run.scenario.beats,
    all: knowsAll(state),
  }));
  return useCallback(
    (row, history) => {
      if (row.kind !== LogKind.beat) return describeRow(row, history, t);
      const reached = reachedBeat(history, studio.getState().seenTime);
      const told = toldBeat(beats, row.x, reached, all);
      return told === undefined ? describeRow(row, history, t) : local(told.title);
    },
    [t, local, beats, all, studio],
  );
}
