import { X } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import type { Turn } from '#app/turns';
import { Button, IconButton } from '../design/button.tsx';
import { Tabs } from '../design/tabs.tsx';
import { useStoppedBeat } from '../story/use-stopped-beat.ts';
import { useStudio, useStudioCore } from '../use-studio.ts';
import { useLocalText, useText } from '../use-text.ts';
import css from './app.module.css';
import { NetworkPanel } from './network-panel.tsx';
import { PanelGuard } from './panel-guard.tsx';
import { DirectorPanel, RightColumn } from './right-column.tsx';
import { useShell } from './shell-state.ts';
import { showStage } from './show-stage.ts';
import { StagePicture, stageViews } from './stage.tsx';
import type { Layout } from './use-layout.ts';

const Packets = lazy(async () => ({ default: (await import('../packets/packets.tsx')).Packets }));

/** The panels when there is no room for five: tabs, with the network above them when two fit. */
export function NarrowPanels({ layout }: { readonly layout: Layout }) {
  const t = useText('shell');
  const filled = useShell((state) => state.focused === 'stage');
  if (layout === 'stacked' && filled) {
    return (
      <div className={css.column}>
        <PanelTabs withNetwork={false} />
      </div>
    );
  }
  if (layout === 'tabs') {
    return (
      <div className={css.column}>
        <WelcomeStrip />
        <PanelTabs withNetwork />
      </div>
    );
  }
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

/** The introduction on a phone, or the step at which the story stands still: a few words, and a way to the rest. */
function WelcomeStrip() {
  const t = useText('shell');
  const local = useLocalText();
  const introduction = useStudio((state) => state.run.scenario.introduction);
  const { welcome, setWelcome, setTab, tab } = useShell((state) => state);
  const stopped = useStoppedBeat();
  if (tab === 'inspector') return null;
  if (stopped !== undefined) {
    return (
      <section className={css.welcome} aria-label={t('story.label')}>
        <p>{local(stopped.title)}</p>
        <Button tone="quiet" onClick={() => setTab('inspector')}>
          {t('readOn')}
        </Button>
      </section>
    );
  }
  if (!welcome) return null;
  return (
    <section className={css.welcome} aria-label={t('introduction')}>
      <p>{local(introduction)}</p>
      <Button tone="quiet" onClick={() => setTab('inspector')}>
        {t('readOn')}
      </Button>
      <IconButton label={t('dismiss')} onClick={() => setWelcome(false)}>
        <X size={16} aria-hidden />
      </IconButton>
    </section>
  );
}

/** Panels are told at the same turns as where there is room for all of them; every other tab is a stage. */
const turns: Readonly<Record<string, Turn>> = {
  network: 'network',
  inspector: 'inspector',
  attack: 'inspector',
  packets: 'rest',
};

function PanelTabs({ withNetwork }: { readonly withNetwork: boolean }) {
  const t = useText('shell');
  const stageView = useStudio((state) => state.stageView);
  const { tab, setTab, mode, setMode, focused, toggleFocused } = useShell((state) => state);
  const studio = useStudioCore();
  const panel = tab === 'stage' || (tab === 'network' && !withNetwork) ? stageView : tab;
  // The attack director has a panel of its own here, so that looking at something does not close it.
  const shown = panel === 'inspector' && mode === 'attack' ? 'attack' : panel;
  const tabs = [
    ...(withNetwork ? [{ value: 'network', label: t('panel.network') }] : []),
    { value: 'inspector', label: t('panel.inspector') },
    { value: 'attack', label: t('mode.attack') },
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
        if (view !== undefined) {
          showStage(studio, view);
          return;
        }
        if (value === 'attack') setMode('attack');
        else if (value === 'inspector' && mode === 'attack') setMode('explore');
        setTab(value === 'attack' ? 'inspector' : value);
        // Whatever filled the page gives the network its room back.
        if (focused === 'stage') toggleFocused('stage');
      }}
    >
      <section className={css.panel} data-panel={shown === 'attack' ? 'inspector' : shown}>
        <PanelGuard turn={turns[shown] ?? 'stage'}>
          {shown === 'network' && <NetworkPanel />}
          {shown === 'inspector' && <RightColumn />}
          {shown === 'attack' && <DirectorPanel />}
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
