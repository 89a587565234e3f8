import { Toolbar } from '../actions/toolbar.tsx';
import { NetworkView } from '../network/network-view.tsx';
import { useText } from '../use-text.ts';
import css from './app.module.css';
import { PanelGuard } from './panel-guard.tsx';

/** Panel A: the network, with what one can do to it at hand. */
export function NetworkPanel() {
  const t = useText('shell');
  return (
    <section className={css.panel} data-panel="network" aria-label={t('panel.network')}>
      <div className={css.picture}>
        <PanelGuard turn="network">
          <NetworkView />
        </PanelGuard>
      </div>
      <div className={css.tools}>
        <Toolbar />
      </div>
    </section>
  );
}
