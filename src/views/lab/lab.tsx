import { MomentContext, usePresentMoment } from '../inspector/moment.ts';
import { BreakIt } from './break-it/break-it.tsx';
import type { LabPage } from './lab-state.ts';
import { Locks } from './locks/locks.tsx';

/** The workbench that is open: locks to build and pick, or bytes to break. */
export function Lab({ open }: { readonly open: LabPage }) {
  const moment = usePresentMoment();
  return (
    <MomentContext.Provider value={moment}>
      {open.page === 'locks' ? (
        <Locks key={open.node} node={open.node} />
      ) : (
        <BreakIt key={`${open.kind} ${open.object}`} kind={open.kind} object={open.object} />
      )}
    </MomentContext.Provider>
  );
}
