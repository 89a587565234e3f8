import { lazy, Suspense } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import { Button } from '../design/button.tsx';
import { useKeyboard } from '../help/use-keyboard.ts';
import { Timeline } from '../timeline/timeline.tsx';
import { TurnContext, useStudio } from '../use-studio.ts';
import { useText } from '../use-text.ts';
import css from './app.module.css';
import { Header } from './header.tsx';
import { LiveRegion } from './live-region.tsx';
import { NarrowPanels } from './narrow-panels.tsx';
import { NetworkPanel } from './network-panel.tsx';
import { Notices } from './notices.tsx';
import { Overlays } from './overlays.tsx';
import { PanelGuard } from './panel-guard.tsx';
import { RightColumn } from './right-column.tsx';
import { useShell } from './shell-state.ts';
import { Stage } from './stage.tsx';
import { useLayout } from './use-layout.ts';

const Packets = lazy(async () => ({ default: (await import('../packets/packets.tsx')).Packets }));

/** The whole page: header, network, stage, inspector, packets, timeline. */
export function App() {
  const t = useText('shell');
  const layout = useLayout(useStudio((state) => state.presenter));
  useKeyboard();
  return (
    <div className={css.page} data-layout={layout}>
      <a className={css.skip} href="#timeline">
        {t('skipToTimeline')}
      </a>
      <Header />
      <main className={css.main}>
        {layout === 'wide' ? <WidePanels /> : <NarrowPanels layout={layout} />}
        <Trouble />
        <Notices />
      </main>
      <TurnContext value="timeline">
        <Timeline layout={layout} />
      </TurnContext>
      <LiveRegion />
      <Overlays />
    </div>
  );
}

/** What to read when no network could be built. */
function Trouble() {
  const t = useText('shell');
  const failed = useStudio((state) => state.status === 'failed');
  if (!failed) return null;
  return (
    <div className={css.trouble} role="alert">
      <p>{t('failed')}</p>
      <Button tone="primary" onClick={() => location.reload()}>
        {t('reload')}
      </Button>
    </div>
  );
}

/** Five panels at once, with splitters; key F lets one of them fill the room. */
function WidePanels() {
  const t = useText('shell');
  const focused = useShell((state) => state.focused);
  const packetsOpen = useStudio((state) => state.packetsOpen);
  if (focused !== undefined) return <div className={css.focused}>{panels[focused](t)}</div>;
  return (
    <Group orientation="vertical" className={css.group}>
      <Panel id="pictures" minSize="240px">
        <Group orientation="horizontal" className={css.group}>
          <Panel id="left" defaultSize="69%" minSize="420px">
            <Group orientation="vertical" className={css.group}>
              <Panel id="network" defaultSize="53%" minSize="140px">
                {panels.network()}
              </Panel>
              <Separator className={css.rowSplitter} aria-label={t('resize')} />
              <Panel id="stage" minSize="140px">
                {panels.stage(t)}
              </Panel>
            </Group>
          </Panel>
          <Separator className={css.columnSplitter} aria-label={t('resize')} />
          <Panel id="inspector" minSize="260px" collapsible collapsedSize="0px">
            {panels.inspector(t)}
          </Panel>
        </Group>
      </Panel>
      {packetsOpen && (
        <>
          <Separator className={css.rowSplitter} aria-label={t('resize')} />
          <Panel id="packets" defaultSize="30%" minSize="120px">
            {panels.packets(t)}
          </Panel>
        </>
      )}
    </Group>
  );
}

type Say = ReturnType<typeof useText<'shell'>>;

const panels = {
  network: () => <NetworkPanel />,
  stage: (t: Say) => (
    <section className={css.panel} data-panel="stage" aria-label={t('panel.stage')}>
      <PanelGuard turn="stage">
        <Stage />
      </PanelGuard>
    </section>
  ),
  inspector: (t: Say) => (
    <section className={css.panel} data-panel="inspector" aria-label={t('panel.inspector')}>
      <PanelGuard turn="inspector">
        <RightColumn />
      </PanelGuard>
    </section>
  ),
  packets: (t: Say) => (
    <section className={css.panel} data-panel="packets" aria-label={t('panel.packets')}>
      <PanelGuard turn="rest">
        <Suspense fallback={null}>
          <Packets />
        </Suspense>
      </PanelGuard>
    </section>
  ),
};
