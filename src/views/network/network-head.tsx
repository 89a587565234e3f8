import { Maximize, Scissors } from 'lucide-react';
import { memo, useCallback } from 'react';
import type { Scene } from '#app/scene';
import { sightOf } from '../branches/sight.ts';
import frameCss from '../canvas/canvas-frame.module.css';
import { IconButton } from '../design/button.tsx';
import { useScene, useStudioCore } from '../use-studio.ts';
import { useText } from '../use-text.ts';
import { AgreementSides } from './agreement-sides.tsx';
import { agreementText, summariseNetwork } from './describe-network.ts';
import { NetworkKey } from './network-key.tsx';
import css from './network-view.module.css';
import { isPartitioned } from './partition-seam.ts';

/** The line over the picture: how many there are, whether they agree, and the tools. */
export const NetworkHead = memo(
  (props: {
    readonly viewAs: number;
    readonly godView: boolean;
    /** Whether the picture was moved or zoomed. */
    readonly moved: boolean;
    readonly onWhole: () => void;
    readonly cutting: boolean;
    readonly onCutting: (cutting: boolean) => void;
  }) => {
    const t = useText('network');
    return (
      <div className={frameCss.head}>
        <h2 className={frameCss.title}>{t('title')}</h2>
        <Summary viewAs={props.viewAs} godView={props.godView} />
        <div className={frameCss.tools}>
          {props.moved && (
            <IconButton label={t('wholeView')} onClick={props.onWhole}>
              <Maximize size={16} aria-hidden />
            </IconButton>
          )}
          <IconButton
            label={t('cutTool')}
            pressed={props.cutting}
            onClick={() => props.onCutting(!props.cutting)}
          >
            <Scissors size={16} aria-hidden />
          </IconButton>
          <NetworkKey />
        </div>
      </div>
    );
  },
);

/** All that changes in the line while time runs. */
function Summary({ viewAs, godView }: { readonly viewAs: number; readonly godView: boolean }) {
  const t = useText('network');
  const studio = useStudioCore();
  const { summary, partitioned } = useScene(
    useCallback(
      (scene: Scene) => {
        const sight = sightOf(scene, studio.history(), { viewAs, godView });
        return { summary: summariseNetwork(scene, sight), partitioned: isPartitioned(scene) };
      },
      [studio, viewAs, godView],
    ),
  );
  const peers = t('peers', { count: summary.peers });
  const links = t('links', { count: summary.links });
  const messages = t('messages', { count: summary.messages });
  return (
    <>
      <div className={css.summary}>
        <AgreementSides summary={summary} />
        <span>
          {peers} · {links} · {messages}
        </span>
      </div>
      <p className="only-heard">
        {t('spoken.summary', { peers, links, messages, agreement: agreementText(summary, t) })}
        {partitioned && ` ${t('spoken.partitioned')}`}
      </p>
    </>
  );
}
