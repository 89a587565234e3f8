import { useLab } from '../lab/lab-state.ts';
import { useShell } from '../shell/shell-state.ts';

/** Opens the scenario editor in the right column. */
export function openEditor(): void {
  useLab.getState().close();
  useShell.getState().setEditorOpen(true);
  useShell.getState().setTab('inspector');
}
