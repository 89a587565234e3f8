import type { Studio } from '#app/studio-state';
import { useShell } from '../shell/shell-state.ts';
import { useLab } from './lab-state.ts';

/** Opens the mining bench. It needs room and all cores: it fills the page, and the network rests. */
export function openMiningBench(studio: Studio): void {
  studio.verbs.pause();
  useLab.getState().show({ page: 'mining' }, studio.getState().selection);
  const { focused, toggleFocused } = useShell.getState();
  if (focused === undefined) toggleFocused('inspector');
}
