import { lazy, Suspense } from 'react';
import type { StageView } from '#app/studio-state';
import { Tabs } from '../design/tabs.tsx';
import { BlockTree } from '../tree/block-tree.tsx';
import { useStudio, useStudioCore } from '../use-studio.ts';
import { useText } from '../use-text.ts';
import { showStage } from './show-stage.ts';

const CoinFlow = lazy(async () => ({ default: (await import('../coins/coin-flow.tsx')).CoinFlow }));
const MempoolView = lazy(async () => ({
  default: (await import('../mempool/mempool-view.tsx')).MempoolView,
}));
const SpaceTime = lazy(async () => ({ default: (await import('../spacetime/space-time.tsx')).SpaceTime }));
const Charts = lazy(async () => ({ default: (await import('../charts/charts.tsx')).Charts }));
const ExperimentsView = lazy(async () => ({
  default: (await import('../experiments/experiments-view.tsx')).ExperimentsView,
}));

/** The views that take turns on the stage, in the order of the keys 1, 2, 3, … */
export const stageViews: readonly StageView[] = [
  'tree',
  'coins',
  'mempool',
  'spacetime',
  'charts',
  'experiments',
];

/** Panel B: one picture of the chain at a time, chosen by tab. */
export function Stage() {
  const t = useText('shell');
  const view = useStudio((state) => state.stageView);
  const studio = useStudioCore();
  return (
    <Tabs
      label={t('stage.label')}
      look="words"
      className="stage"
      value={view}
      tabs={stageViews.map((value) => ({ value, label: t(`stage.${value}`) }))}
      onChange={(chosen) => showStage(studio, chosen)}
    >
      <StagePicture view={view} />
    </Tabs>
  );
}

/** The picture itself; its code is loaded when it is first shown. */
export function StagePicture({ view }: { readonly view: StageView }) {
  return <Suspense fallback={null}>{picture(view)}</Suspense>;
}

function picture(view: StageView) {
  switch (view) {
    case 'coins':
      return <CoinFlow />;
    case 'mempool':
      return <MempoolView />;
    case 'spacetime':
      return <SpaceTime />;
    case 'charts':
      return <Charts />;
    case 'experiments':
      return <ExperimentsView />;
    default:
      return <BlockTree />;
  }
}
