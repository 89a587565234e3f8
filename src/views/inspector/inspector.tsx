import { ChevronLeft, ChevronRight } from 'lucide-react';
import { Fragment, lazy, Suspense } from 'react';
import type { Selection } from '#app/studio-state';
import { IconButton } from '../design/button.tsx';
import { useStudio, useVerbs } from '../use-studio.ts';
import { useText } from '../use-text.ts';
import { breadcrumbOf, type Crumb } from './breadcrumb.ts';
import css from './inspector.module.css';
import { MomentContext, useMoment, usePresentMoment } from './moment.ts';
import { NetworkPanel } from './network/network-panel.tsx';
import { useTrail } from './use-trail.ts';

// Opened one at a time; their code comes when the first of its kind is.
const AttackPanel = lazy(async () => ({ default: (await import('./attack/attack-panel.tsx')).AttackPanel }));
const BlockPanel = lazy(async () => ({ default: (await import('./block/block-panel.tsx')).BlockPanel }));
const LinkPanel = lazy(async () => ({ default: (await import('./link/link-panel.tsx')).LinkPanel }));
const MessagePanel = lazy(async () => ({
  default: (await import('./message/message-panel.tsx')).MessagePanel,
}));
const NodePanel = lazy(async () => ({ default: (await import('./node/node-panel.tsx')).NodePanel }));
const OutputPanel = lazy(async () => ({ default: (await import('./output/output-panel.tsx')).OutputPanel }));
const ReorgPanel = lazy(async () => ({ default: (await import('./reorg/reorg-panel.tsx')).ReorgPanel }));
const TxPanel = lazy(async () => ({ default: (await import('./tx/tx-panel.tsx')).TxPanel }));

/** Panel C: whatever is selected, explained in sentences, listed field by field, and opened down to its bytes. */
export function Inspector() {
  const moment = usePresentMoment();
  const selection = useStudio((state) => state.selection);
  return (
    <MomentContext.Provider value={moment}>
      <div className={css.inspector}>
        <Head selection={selection} />
        <Suspense fallback={null}>
          <Panel selection={selection} />
        </Suspense>
      </div>
    </MomentContext.Provider>
  );
}

function Panel({ selection }: { readonly selection: Selection }) {
  switch (selection.kind) {
    case 'none':
      return <NetworkPanel />;
    case 'node':
      return <NodePanel key={selection.node} node={selection.node} />;
    case 'link':
      return <LinkPanel key={selection.link} link={selection.link} />;
    case 'message':
      return <MessagePanel key={selection.row} row={selection.row} />;
    case 'block':
      return <BlockPanel key={selection.block} block={selection.block} />;
    case 'tx':
      return <TxPanel key={selection.tx} tx={selection.tx} />;
    case 'output':
      return (
        <OutputPanel key={`${selection.tx}:${selection.vout}`} tx={selection.tx} vout={selection.vout} />
      );
    case 'reorg':
      return <ReorgPanel key={selection.row} row={selection.row} />;
    case 'attack':
      return <AttackPanel key={selection.attacker} attacker={selection.attacker} />;
  }
}

function Head({ selection }: { readonly selection: Selection }) {
  const t = useText('inspector');
  const verbs = useVerbs();
  const trail = useTrail();
  const { history, tip } = useMoment();
  const crumbs = breadcrumbOf(history, selection, tip);
  return (
    <div className={css.head}>
      <nav className={css.crumbs} aria-label={t('breadcrumb')}>
        <ol>
          {crumbs.map((crumb, index) => {
            const last = index === crumbs.length - 1;
            return (
              <Fragment key={JSON.stringify(crumb.to)}>
                {index > 0 && (
                  <li aria-hidden="true" className={css.separator}>
                    ›
                  </li>
                )}
                <li>
                  <button
                    type="button"
                    className={css.crumb}
                    aria-current={last ? 'page' : undefined}
                    onClick={() => verbs.select(crumb.to)}
                  >
                    <CrumbText crumb={crumb} />
                  </button>
                </li>
              </Fragment>
            );
          })}
        </ol>
      </nav>
      <div className={css.arrows}>
        <IconButton label={t('back')} disabled={!trail.canGoBack} onClick={() => trail.go(-1)}>
          <ChevronLeft size={18} aria-hidden />
        </IconButton>
        <IconButton label={t('forward')} disabled={!trail.canGoForward} onClick={() => trail.go(1)}>
          <ChevronRight size={18} aria-hidden />
        </IconButton>
      </div>
    </div>
  );
}

function CrumbText({ crumb }: { readonly crumb: Crumb }) {
  const t = useText('inspector');
  return 'name' in crumb.text ? crumb.text.name : t(`crumb.${crumb.text.key}`, crumb.text.values);
}
