import { knowsAll, tellsItsStory } from '#app/tells-its-story';
import { LogKind } from '#simulation/log';
import { toldBeat } from '#simulation/scenario/told-beat';
import { rowsOfKind } from '../inspector/rows-of-kind.ts';
import { useStudio, useStudioCore } from '../use-studio.ts';

/** Whether a step of the story that is told has happened at the playhead; before that, nothing of it need be loaded. */
export function useStoryBegun(): boolean {
  const studio = useStudioCore();
  return useStudio((state) => {
    if (!tellsItsStory(state)) return false;
    const { beats } = state.run.scenario;
    const past = rowsOfKind(studio.history(), LogKind.beat).filter(({ row }) => row < state.playhead.index);
    const reached = past.at(-1)?.x ?? -1;
    const all = knowsAll(state);
    return past.some(({ x }) => toldBeat(beats, x, reached, all) !== undefined);
  });
}
