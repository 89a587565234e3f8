import { useCallback } from 'react';
import type { Scene } from '#app/scene';
import { sightOf } from '../branches/sight.ts';
import { CanvasList, type Direction, windowAround } from '../canvas/canvas-list.tsx';
import { useCalmScene, useStudio, useStudioCore, useVerbs } from '../use-studio.ts';
import { useText } from '../use-text.ts';
import { listLinks, listPeers, openLinks, peersInOrder } from './describe-network.ts';

/** Peers and links of the picture as lists. Of a thousand peers only those around the keyboard are put in words, and
 * while time runs only once a second. */
export function NetworkLists(props: {
  readonly viewAs: number;
  readonly godView: boolean;
  readonly active: number;
  readonly activeLink: number;
  readonly onActive: (node: number) => void;
  readonly onActiveLink: (link: number) => void;
  readonly neighbour: (from: number, direction: Direction) => number;
  readonly onMenu: (node: number) => void;
  readonly onCut: (link: number) => void;
  readonly onFocusChange: (focused: boolean) => void;
}) {
  const { viewAs, godView, active, activeLink, onActive, onActiveLink } = props;
  const t = useText('network');
  const studio = useStudioCore();
  const verbs = useVerbs();
  const selection = useStudio((state) => state.selection);
  const peers = useCalmScene(
    useCallback(
      (scene: Scene) => {
        const sight = sightOf(scene, studio.history(), { viewAs, godView });
        const ids = peersInOrder(scene);
        return { ids, things: listPeers(scene, sight, t, windowAround(ids, active)) };
      },
      [studio, viewAs, godView, active, t],
    ),
  );
  const links = useCalmScene(
    useCallback(
      (scene: Scene) => {
        const ids = openLinks(scene);
        return { ids, things: listLinks(scene, t, windowAround(ids, activeLink)) };
      },
      [activeLink, t],
    ),
  );
  return (
    <>
      <CanvasList
        label={t('spoken.list')}
        things={peers.things}
        ids={peers.ids}
        active={active}
        selected={selection.kind === 'node' ? selection.node : -1}
        onActive={(node) => {
          onActiveLink(-1);
          onActive(node);
        }}
        neighbour={props.neighbour}
        onPick={(node) => verbs.select({ kind: 'node', node })}
        onMenu={props.onMenu}
        onRemove={(node) =>
          void verbs.act({ type: 'stop-node', node: studio.scene().nodes[node]?.name ?? '' })
        }
        onFocusChange={props.onFocusChange}
      />
      <CanvasList
        label={t('spoken.links')}
        things={links.things}
        ids={links.ids}
        active={activeLink}
        selected={selection.kind === 'link' ? selection.link : -1}
        onActive={onActiveLink}
        onPick={(link) => verbs.select({ kind: 'link', link })}
        onRemove={props.onCut}
        onFocusChange={(focused) => {
          props.onFocusChange(focused);
          if (!focused) onActiveLink(-1);
        }}
      />
    </>
  );
}
