import { lazy, Suspense } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import { Tabs } from '../design/tabs.tsx';
import { useStudio, useVerbs } from '../use-studio.ts';
import { useText } from '../use-text.ts';
import css from './app.module.css';
import { NetworkPanel } from './network-panel.tsx';
import { PanelGuard } from './panel-guard.tsx';
import { RightColumn } from './right-column.tsx';
import { useShell } from './shell-state.ts';
import { StagePicture, stageViews } from './stage.tsx';
import type { Layout } from './use-layout.ts';

const Packets = lazy(async () => ({ default: (await import('../packets/packets.tsx')).Packets }));

/** The panels when there is no room for five: tabs, with the network above them when two fit. */
export function NarrowPanels({ layout }: { readonly layout: Layout }) {
  const t = useText('shell');
  if (layout === 'tabs') return <PanelTabs withNetwork />;
  return (
    <Group orientation="vertical" className={css.group}>
      <Panel id="network" defaultSize="50%" minSize="140px">
        <NetworkPanel />
      </Panel>
      <Separator className={css.rowSplitter} aria-label={t('resize')} />
      <Panel id="rest" minSize="140px">
        <PanelTabs withNetwork={false} />
      </Panel>
    </Group>
  );
}

function PanelTabs({ withNetwork }: { readonly withNetwork: boolean }) {
  const t = useText('shell');
  const stageView = useStudio((state) => state.stageView);
  const { tab, setTab } = useShell((state) => state);
  const { setStageView } = useVerbs();
  const shown = tab === 'stage' || (tab === 'network' && !withNetwork) ? stageView : tab;
  const tabs = [
    ...(withNetwork ? [{ value: 'network', label: t('panel.network') }] : []),
    { value: 'inspector', label: t('panel.inspector') },
    ...stageViews.map((value) => ({ value: value as string, label: t(`stage.${value}`) })),
    { value: 'packets', label: t('panel.packets') },
  ];
  return (
    <Tabs
      label={t('panel.all')}
      look="words"
      className={css.panelTabs}
      value={shown}
      tabs={tabs}
      onChange={(value) => {
        const view = stageViews.find((candidate) => candidate === value);
        if (view !== undefined) setStageView(view);
        setTab(view === undefined ? value : 'stage');
      }}
    >
      <section className={css.panel} data-panel={shown}>
        <PanelGuard>
          {shown === 'network' && <NetworkPanel />}
          {shown === 'inspector' && <RightColumn />}
          {shown === 'packets' && (
            <Suspense fallback={null}>
              <Packets />
            </Suspense>
          )}
          {stageViews.map((view) => view === shown && <StagePicture key={view} view={view} />)}
        </PanelGuard>
      </section>
    </Tabs>
  );
}
