import { lazy, Suspense } from 'react';
import { MomentContext, usePresentMoment } from '../inspector/moment.ts';
import { DataBench, KeysBench } from '../real-data/real-data-benches.tsx';
import { BreakIt } from './break-it/break-it.tsx';
import type { LabPage } from './lab-state.ts';
import { Locks } from './locks/locks.tsx';

const MiningBench = lazy(async () => ({
  default: (await import('./bench/mining-bench.tsx')).MiningBench,
}));

/** The workbench that is open: locks to build and pick, or bytes to break. */
export function Lab({ open }: { readonly open: LabPage }) {
  const moment = usePresentMoment();
  return <MomentContext.Provider value={moment}>{pageOf(open)}</MomentContext.Provider>;
}

function pageOf(open: LabPage) {
  switch (open.page) {
    case 'mining':
      return (
        <Suspense fallback={null}>
          <MiningBench />
        </Suspense>
      );
    case 'locks':
      return <Locks key={open.node} node={open.node} />;
    case 'break-it':
      return <BreakIt key={`${open.kind} ${open.object}`} kind={open.kind} object={open.object} />;
    case 'data':
      return <DataBench />;
    case 'keys':
      return <KeysBench />;
  }
}
