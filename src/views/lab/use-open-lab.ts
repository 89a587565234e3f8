import { useStudioCore } from '../use-studio.ts';
import { type LabPage, useLab } from './lab-state.ts';

/** Opens a workbench in the inspector's place. */
export function useOpenLab(): (page: LabPage) => void {
  const studio = useStudioCore();
  return (page) => useLab.getState().show(page, studio.getState().selection);
}
