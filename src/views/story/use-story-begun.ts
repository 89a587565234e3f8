import { tellsItsStory } from '#app/tells-its-story';
import { LogKind } from '#simulation/log';
import { rowsOfKind } from '../inspector/rows-of-kind.ts';
import { useStudio, useStudioCore } from '../use-studio.ts';

/** Whether a step of the story has happened at the playhead; before that, nothing of it need be loaded. */
export function useStoryBegun(): boolean {
  const studio = useStudioCore();
  return useStudio((state) => {
    if (!tellsItsStory(state)) return false;
    const [first] = rowsOfKind(studio.history(), LogKind.beat);
    return first !== undefined && first.row < state.playhead.index;
  });
}
