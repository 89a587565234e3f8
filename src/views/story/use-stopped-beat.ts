import { knowsAll, tellsItsStory } from '#app/tells-its-story';
import { LogKind } from '#simulation/log';
import type { BeatWords } from '#simulation/scenario/beat';
import { toldBeat } from '#simulation/scenario/told-beat';
import { rowsOfKind } from '../inspector/rows-of-kind.ts';
import { useStudio, useStudioCore } from '../use-studio.ts';

/** The beat, as it is told, at which time stands still: the last one before the playhead, if it asks for a pause and nothing plays. */
export function useStoppedBeat(): BeatWords | undefined {
  const studio = useStudioCore();
  return useStudio((state) => {
    if (state.playing || !tellsItsStory(state)) return undefined;
    const row = rowsOfKind(studio.history(), LogKind.beat).findLast(
      (each) => each.row < state.playhead.index,
    );
    if (row?.time !== state.playhead.time) return undefined;
    const { beats, family } = state.run.scenario;
    const beat = beats[row.x];
    const stops = beat?.pause === true || (family !== undefined && beat?.question !== undefined);
    return stops ? toldBeat(beats, row.x, row.x, knowsAll(state)) : undefined;
  });
}
