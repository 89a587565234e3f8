import { useCallback, useMemo, useRef, useState } from 'react';
import type { Scene } from '#app/scene';
import type { Selection } from '#app/studio-state';
import { openLinkMenu, openMessageMenu, openNodeMenu } from '../actions/context-menus.tsx';
import { type Sight, sightOf } from '../branches/sight.ts';
import frameCss from '../canvas/canvas-frame.module.css';
import { CanvasTip } from '../canvas/canvas-tip.tsx';
import { useBrush } from '../canvas/use-brush.ts';
import { useCanvas } from '../canvas/use-canvas.ts';
import { usePicture } from '../canvas/use-picture.ts';
import { classNames } from '../design/class-names.ts';
import { useScene, useStudio, useStudioCore, useVerbs } from '../use-studio.ts';
import { useText } from '../use-text.ts';
import { GestureNote } from './gesture-note.tsx';
import { createLinkLayer } from './link-layer.ts';
import {
  countBorn,
  createPlacer,
  extentOf,
  type NetworkCamera,
  type NetworkGeometry,
  neighbourInDirection,
  networkFrame,
  wholeNetwork,
} from './network-geometry.ts';
import { NetworkHead } from './network-head.tsx';
import { GlyphStrip } from './network-key.tsx';
import { NetworkLists } from './network-lists.tsx';
import type { NetworkGesture, NetworkPicture } from './network-picture.ts';
import { NetworkTip } from './network-tip.tsx';
import css from './network-view.module.css';
import { paintNetwork } from './paint-network.ts';
import { createPartitionCache, type SampledPartition } from './partition-cache.ts';
import { isPartitioned, partitionNow } from './partition-seam.ts';
import { recentEvents } from './recent-events.ts';
import { severedLinks } from './severed-links.ts';
import { useNetworkPointer } from './use-network-pointer.ts';

/** Above this many messages under way, those that are not about blocks merge into flows. */
const mergeAbove = 400;

const nothing: Selection = { kind: 'none' };

/** Panel A: peers, links and messages under way, drawn as the playhead sees them. */
export function NetworkView() {
  const t = useText('network');
  const studio = useStudioCore();
  const verbs = useVerbs();
  const { frame, canvas, size } = useCanvas();
  const brush = useBrush(size.ratio);
  const { selection, hover, viewAs, godView, playing } = useStudio((state) => ({
    selection: state.selection,
    hover: state.hover,
    viewAs: state.viewAs,
    godView: state.godView,
    playing: state.playing,
  }));
  const [cutting, setCutting] = useState(false);
  const [camera, setCamera] = useState<NetworkCamera>(wholeNetwork);
  const [gesture, setGesture] = useState<NetworkGesture>({ kind: 'none' });
  const [pointer, setPointer] = useState<{ thing: Selection; x: number; y: number }>({
    thing: nothing,
    x: 0,
    y: 0,
  });
  const [active, setActive] = useState(-1);
  const [activeLink, setActiveLink] = useState(-1);
  const [listFocused, setListFocused] = useState(false);
  const geometry = useRef<NetworkGeometry | undefined>(undefined);
  const partition = useRef<SampledPartition | undefined>(undefined);
  const ground = useRef<HTMLCanvasElement>(null);
  const place = useMemo(() => createPlacer(), []);
  const sample = useMemo(() => createPartitionCache(), []);
  const drawLinks = useMemo(() => createLinkLayer(), []);
  const [handle, setHandle] = useState<SampledPartition['handle']>(undefined);

  const scenarioNodes = useStudio((state) => state.run.scenario.nodes);
  const recordCount = useScene((scene) => scene.nodes.length);
  // The scenario decides what the picture spans; only a peer added outside of that widens it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the table grows in place
  const extent = useMemo(
    () => extentOf([...scenarioNodes, ...studio.scene().nodes]),
    [scenarioNodes, studio, recordCount],
  );
  const room = useMemo(() => networkFrame(size, brush.scale, extent), [size, brush.scale, extent]);
  const look = (scene: Scene): Sight => sightOf(scene, studio.history(), { viewAs, godView });

  usePicture(canvas, size, ({ scene, begin }) => {
    const sight = look(scene);
    const history = studio.history();
    const placed = place(scene.nodes, countBorn(scene), room, camera);
    geometry.current = placed;
    const groups = partitionNow(scene);
    partition.current = groups === undefined ? undefined : sample(scene, sight, groups, room, brush.palette);
    if (partition.current?.handle !== handle) setHandle(partition.current?.handle);
    const picture: NetworkPicture = {
      scene,
      sight,
      geometry: placed,
      brush,
      selection,
      hover: listFocused && activeLink >= 0 ? { kind: 'link', link: activeLink } : hover,
      focused: listFocused && activeLink < 0 ? active : -1,
      playing,
      mergeAbove,
      events: recentEvents(history, scene),
      gesture,
      severed: severedLinks(scene, history, groups !== undefined),
      words: {
        unlucky: (factor) => t('unlucky', { factor }),
        reorg: (out) => t('reorg', { out }),
        burst: t('burst'),
        secret: t('secret'),
        off: t('off'),
      },
    };
    drawLinks(ground.current, size, picture, partition.current);
    const context = begin();
    if (context !== undefined) paintNetwork(context, picture);
    return undefined;
  });

  const partitioned = useScene(isPartitioned);
  const showWhole = useCallback(() => setCamera(wholeNetwork), []);

  const nameOf = (node: number) => studio.scene().nodes[node]?.name ?? '';
  const openMenu = (thing: Selection, x: number, y: number) => {
    if (thing.kind === 'node') openNodeMenu(thing.node, x, y);
    else if (thing.kind === 'link') openLinkMenu(thing.link, x, y);
    else if (thing.kind === 'message') openMessageMenu(thing.row, x, y);
  };
  const menuAtNode = (node: number) => {
    const box = canvas.current?.getBoundingClientRect();
    const placed = geometry.current;
    if (box === undefined || placed === undefined) return;
    openNodeMenu(node, box.left + (placed.x[node] ?? 0), box.top + (placed.y[node] ?? 0) + placed.radius);
  };
  const cutLink = (link: number) => {
    const record = studio.scene().links[link];
    if (record !== undefined) void verbs.act({ type: 'cut', a: nameOf(record.a), b: nameOf(record.b) });
  };

  const pointerHandlers = useNetworkPointer({
    geometry: () => geometry.current,
    scene: () => studio.scene(),
    camera: () => camera,
    cutting: () => cutting,
    setCamera,
    setGesture,
    hover(thing, x, y) {
      if (!sameThing(thing, pointer.thing)) verbs.setHover(thing);
      if (thing.kind !== 'none' || pointer.thing.kind !== 'none') setPointer({ thing, x, y });
    },
    pick: (thing) => verbs.select(thing),
    menu: openMenu,
    connect(from, to) {
      void verbs.act({ type: 'connect', a: nameOf(from), b: nameOf(to) });
    },
    cut(links, groups) {
      setCutting(false);
      if (groups.length > 1) {
        // The largest group need not be named: whoever is not named forms one more group.
        void verbs.act({ type: 'partition', groups: groups.map((group) => group.map(nameOf)) });
      } else for (const link of links) cutLink(link);
    },
  });

  return (
    <div className={frameCss.panel}>
      <NetworkHead
        viewAs={viewAs}
        godView={godView}
        moved={camera !== wholeNetwork}
        onWhole={showWhole}
        cutting={cutting}
        onCutting={setCutting}
      />
      <div ref={frame} className={frameCss.frame}>
        <canvas ref={ground} className={css.ground} aria-hidden />
        <canvas
          ref={canvas}
          className={classNames(frameCss.canvas, cutting && css.cutting)}
          aria-hidden
          {...pointerHandlers}
        />
        {recordCount === 0 ? (
          <div className={frameCss.empty}>
            <p>{t('empty')}</p>
          </div>
        ) : (
          size.height > 230 && size.width > 800 * brush.scale && <GlyphStrip />
        )}
        <NetworkLists
          viewAs={viewAs}
          godView={godView}
          active={active}
          activeLink={activeLink}
          onActive={setActive}
          onActiveLink={setActiveLink}
          neighbour={(from, direction) =>
            geometry.current === undefined
              ? from
              : neighbourInDirection(geometry.current, studio.scene().nodeBorn, from, direction)
          }
          onMenu={menuAtNode}
          onCut={cutLink}
          onFocusChange={setListFocused}
        />
        {partitioned && <HealButton handle={handle} camera={camera} size={size} />}
        <GestureNote gesture={gesture} cutting={cutting} />
        {pointer.thing.kind !== 'none' && gesture.kind === 'none' && (
          <CanvasTip x={pointer.x} y={pointer.y} width={size.width} height={size.height}>
            <NetworkTip thing={pointer.thing} look={look} />
          </CanvasTip>
        )}
      </div>
    </div>
  );
}

/** The way to heal, on the seam itself. */
function HealButton(props: {
  readonly handle: SampledPartition['handle'];
  readonly camera: NetworkCamera;
  readonly size: { readonly width: number; readonly height: number };
}) {
  const t = useText('network');
  const verbs = useVerbs();
  const { handle, camera, size } = props;
  return (
    <button
      type="button"
      className={css.heal}
      style={
        handle === undefined
          ? { left: size.width / 2, top: size.height / 2 }
          : { left: handle.x * camera.zoom + camera.x, top: handle.y * camera.zoom + camera.y }
      }
      onClick={() => void verbs.act({ type: 'heal' })}
    >
      {t('heal')}
    </button>
  );
}

function sameThing(a: Selection, b: Selection): boolean {
  if (a.kind !== b.kind) return false;
  if (a.kind === 'node' && b.kind === 'node') return a.node === b.node;
  if (a.kind === 'link' && b.kind === 'link') return a.link === b.link;
  if (a.kind === 'message' && b.kind === 'message') return a.row === b.row;
  return true;
}
