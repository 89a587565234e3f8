import type { StudioState } from './studio-state.ts';

/** Whether the scenario on the screen tells its story as time passes, and stops where a beat asks for it. An attack that is
 * staged tells its plan only to whoever looks with god's eye: the others are to find out. */
export function tellsItsStory({ run: { scenario }, godView }: Pick<StudioState, 'run' | 'godView'>): boolean {
  return scenario.beats.length > 0 && (scenario.family === undefined || godView);
}
