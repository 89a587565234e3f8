import { tellsItsStory } from '#app/tells-its-story';
import { LogKind } from '#simulation/log';
import type { Beat } from '#simulation/scenario/beat';
import { rowsOfKind } from '../inspector/rows-of-kind.ts';
import { useStudio, useStudioCore } from '../use-studio.ts';

/** The beat at which time stands still: the last one before the playhead, if it asks for a pause and nothing plays. */
export function useStoppedBeat(): Beat | undefined {
  const studio = useStudioCore();
  return useStudio((state) => {
    if (state.playing || !tellsItsStory(state)) return undefined;
    const row = rowsOfKind(studio.history(), LogKind.beat).findLast(
      (each) => each.row < state.playhead.index,
    );
    const beat = row === undefined ? undefined : state.run.scenario.beats[row.x];
    return beat?.pause === true && row?.time === state.playhead.time ? beat : undefined;
  });
}
