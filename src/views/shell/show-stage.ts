import type { StageView, Studio } from '#app/studio-state';
import { useShell } from './shell-state.ts';

/** Shows a view on the stage. Experiments need room and all cores: they fill the page, and the network rests; the next
 * view gives the room back. */
export function showStage(studio: Studio, view: StageView): void {
  const before = studio.getState().stageView;
  studio.verbs.setStageView(view);
  const { focused, toggleFocused, setTab } = useShell.getState();
  setTab('stage');
  if (view === 'experiments') studio.verbs.pause();
  const takesRoom = view === 'experiments' && focused === undefined;
  const givesRoomBack = view !== 'experiments' && before === 'experiments' && focused === 'stage';
  if (!takesRoom && !givesRoomBack) return;
  const onTab = document.activeElement?.getAttribute('role') === 'tab';
  toggleFocused('stage');
  // The panel moves to another place of the page: whoever was on its tabs still is.
  if (onTab) requestAnimationFrame(focusChosenTab);
}

function focusChosenTab(): void {
  document.querySelector<HTMLElement>('main [role="tab"][aria-selected="true"]')?.focus();
}
