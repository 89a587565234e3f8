import type { StudioState } from './studio-state.ts';

/** Whether the scenario on the screen tells a story as time passes. */
export function tellsItsStory({ run: { scenario } }: Pick<StudioState, 'run'>): boolean {
  return scenario.beats.length > 0;
}

/** Whether whoever looks is told all of the story: what no honest node can know is told to god's eye, and to whoever looks
 * through an attacker's own node. Only a staged attack has anything to keep back. */
export function knowsAll({
  run: { scenario },
  godView,
  viewAs,
}: Pick<StudioState, 'run' | 'godView' | 'viewAs'>): boolean {
  return scenario.family === undefined || godView || scenario.nodes[viewAs]?.role === 'attacker';
}
