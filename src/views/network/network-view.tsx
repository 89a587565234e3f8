import { Maximize, Scissors } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import type { Scene } from '#app/scene';
import type { Selection } from '#app/studio-state';
import { openLinkMenu, openMessageMenu, openNodeMenu } from '../actions/context-menus.tsx';
import { type Sight, sightOf } from '../branches/sight.ts';
import frameCss from '../canvas/canvas-frame.module.css';
import { CanvasList } from '../canvas/canvas-list.tsx';
import { CanvasTip } from '../canvas/canvas-tip.tsx';
import { useBrush } from '../canvas/use-brush.ts';
import { useCanvas } from '../canvas/use-canvas.ts';
import { usePicture } from '../canvas/use-picture.ts';
import { IconButton } from '../design/button.tsx';
import { classNames } from '../design/class-names.ts';
import { branchSwatch, type Palette } from '../design/colours.ts';
import { useScene, useStudio, useStudioCore, useVerbs } from '../use-studio.ts';
import { useText } from '../use-text.ts';
import { AgreementSides } from './agreement-sides.tsx';
import { agreementText, listLinks, listPeers, summariseNetwork } from './describe-network.ts';
import {
  extentOf,
  groupsWithout,
  type NetworkCamera,
  type NetworkGeometry,
  neighbourInDirection,
  placeNodes,
  wholeNetwork,
} from './network-geometry.ts';
import { GlyphStrip, NetworkKey } from './network-key.tsx';
import { NetworkTip } from './network-tip.tsx';
import css from './network-view.module.css';
import { type NetworkGesture, paintNetwork } from './paint-network.ts';
import { paintPartition, partitionGround } from './paint-partition.ts';
import { mapPartition, type PartitionMap, partitionNow, seamHandle } from './partition-seam.ts';
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
  const partition = useRef<PartitionCache | undefined>(undefined);

  const scenarioNodes = useStudio((state) => state.run.scenario.nodes);
  const recordCount = useScene((scene) => scene.nodes.length);
  // The scenario decides what the picture spans; only a peer added outside of that widens it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the table grows in place
  const extent = useMemo(
    () => extentOf([...scenarioNodes, ...studio.scene().nodes]),
    [scenarioNodes, studio, recordCount],
  );
  const room = {
    extent,
    width: size.width,
    height: size.height,
    scale: brush.scale,
    top: Math.min(40 + 36 * brush.scale, size.height * 0.27),
    bottom: Math.min(40 + 60 * brush.scale, size.height * 0.33),
    side: Math.min(82 * brush.scale, size.width * 0.16),
  };
  const look = (scene: Scene): Sight => sightOf(scene, studio.history(), { viewAs, godView });

  usePicture(canvas, size, (context, scene) => {
    const sight = look(scene);
    const history = studio.history();
    const placed = placeNodes(scene.nodes, countBorn(scene), room, camera);
    geometry.current = placed;
    const groups = partitionNow(scene);
    if (groups === undefined) partition.current = undefined;
    else {
      partition.current = partitionOf(partition.current, scene, sight, groups, room, brush.palette);
      paintPartition(
        context,
        partition.current.map,
        partition.current.ground,
        camera,
        brush.palette.danger.colour,
        42 * brush.scale,
      );
    }
    paintNetwork(context, {
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
    });
    return undefined;
  });

  const shown = useScene((scene) => {
    const sight = look(scene);
    const placed = geometry.current;
    const map = partition.current?.map;
    const handle =
      map === undefined || placed === undefined
        ? undefined
        : seamHandle(map, partition.current!.positions, room);
    return {
      summary: summariseNetwork(scene, sight),
      peers: listPeers(scene, sight, t),
      links: listLinks(scene, t),
      partitioned: partitionNow(scene) !== undefined,
      healX: handle === undefined ? -1 : handle.x * camera.zoom + camera.x,
      healY: handle === undefined ? -1 : handle.y * camera.zoom + camera.y,
    };
  });

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

  const { summary } = shown;
  return (
    <div className={frameCss.panel}>
      <div className={frameCss.head}>
        <h2 className={frameCss.title}>{t('title')}</h2>
        <div className={css.summary}>
          <AgreementSides summary={summary} />
          <span>
            {t('peers', { count: summary.peers })} · {t('links', { count: summary.links })} ·{' '}
            {t('messages', { count: summary.messages })}
          </span>
        </div>
        <div className={frameCss.tools}>
          {camera !== wholeNetwork && (
            <IconButton label={t('wholeView')} onClick={() => setCamera(wholeNetwork)}>
              <Maximize size={16} aria-hidden />
            </IconButton>
          )}
          <IconButton label={t('cutTool')} pressed={cutting} onClick={() => setCutting(!cutting)}>
            <Scissors size={16} aria-hidden />
          </IconButton>
          <NetworkKey />
        </div>
      </div>
      <p className="only-heard">
        {t('spoken.summary', {
          peers: t('peers', { count: summary.peers }),
          links: t('links', { count: summary.links }),
          messages: t('messages', { count: summary.messages }),
          agreement: agreementText(summary, t),
        })}
        {shown.partitioned && ` ${t('spoken.partitioned')}`}
      </p>
      <div ref={frame} className={frameCss.frame}>
        <canvas
          ref={canvas}
          className={classNames(frameCss.canvas, cutting && css.cutting)}
          aria-hidden
          {...pointerHandlers}
        />
        {summary.peers === 0 && (
          <div className={frameCss.empty}>
            <p>{t('empty')}</p>
          </div>
        )}
        {size.height > 230 && size.width > 800 * brush.scale && summary.peers > 0 && <GlyphStrip />}
        <CanvasList
          label={t('spoken.list')}
          things={shown.peers}
          active={active}
          selected={selection.kind === 'node' ? selection.node : -1}
          onActive={(node) => {
            setActiveLink(-1);
            setActive(node);
          }}
          neighbour={(from, direction) =>
            geometry.current === undefined
              ? from
              : neighbourInDirection(geometry.current, studio.scene().nodeBorn, from, direction)
          }
          onPick={(node) => verbs.select({ kind: 'node', node })}
          onMenu={menuAtNode}
          onRemove={(node) => void verbs.act({ type: 'stop-node', node: nameOf(node) })}
          onFocusChange={setListFocused}
        />
        <CanvasList
          label={t('spoken.links')}
          things={shown.links}
          active={activeLink}
          selected={selection.kind === 'link' ? selection.link : -1}
          onActive={setActiveLink}
          onPick={(link) => verbs.select({ kind: 'link', link })}
          onRemove={cutLink}
          onFocusChange={(focused) => {
            setListFocused(focused);
            if (!focused) setActiveLink(-1);
          }}
        />
        {shown.partitioned && (
          <button
            type="button"
            className={css.heal}
            style={{
              left: shown.healX >= 0 ? shown.healX : size.width / 2,
              top: shown.healX >= 0 ? shown.healY : size.height / 2,
            }}
            onClick={() => void verbs.act({ type: 'heal' })}
          >
            {t('heal')}
          </button>
        )}
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

/** What letting go would do. */
function GestureNote({ gesture, cutting }: { readonly gesture: NetworkGesture; readonly cutting: boolean }) {
  const t = useText('network');
  const studio = useStudioCore();
  const scene = studio.scene();
  const nameOf = (node: number) => scene.nodes[node]?.name ?? '';
  if (gesture.kind === 'connect') {
    const text =
      gesture.target < 0
        ? t('connecting')
        : t('connectTo', { a: nameOf(gesture.from), b: nameOf(gesture.target) });
    return <p className={css.note}>{text}</p>;
  }
  if (gesture.kind === 'none' || gesture.crossed.length === 0) {
    return cutting ? <p className={css.note}>{t('cutting.hint')}</p> : null;
  }
  const groups = groupsWithout(
    scene.nodes.length,
    scene.nodeOnline,
    scene.links,
    scene.linkUp,
    gesture.crossed,
  );
  const parts = groups.map((group) => (group.length > 6 ? `${group.length}` : group.map(nameOf).join(' ')));
  return (
    <p className={css.note}>
      {t('cutting.links', { count: gesture.crossed.length })}
      {groups.length > 1 && ` ${t('cutting.parts', { groups: parts.join(' | ') })}`}
    </p>
  );
}

interface PartitionCache {
  readonly key: string;
  readonly map: PartitionMap;
  readonly ground: HTMLCanvasElement | undefined;
  readonly positions: { readonly x: Float32Array; readonly y: Float32Array };
}

/** The sampled partition of this moment: kept while sides, sizes and colours stay as they are. */
function partitionOf(
  known: PartitionCache | undefined,
  scene: Scene,
  sight: Sight,
  groups: Int8Array,
  room: Parameters<typeof placeNodes>[2],
  palette: Palette,
): PartitionCache {
  const tints = groupTints(scene, sight, groups, palette);
  const key = `${room.width} ${room.height} ${room.scale} ${scene.nodes.length} ${groups.join('')} ${tints.join()}`;
  if (known?.key === key) return known;
  const positions = placeNodes(scene.nodes, countBorn(scene), room, wholeNetwork);
  const margin = 0.2 * room.width;
  const map = mapPartition(
    scene.nodes,
    scene.nodeBorn,
    groups,
    positions,
    { x: -margin, y: -margin, width: room.width + 2 * margin, height: room.height + 2 * margin },
    Math.max(10, Math.sqrt((room.width * room.height) / 3000)),
  );
  return { key, map, ground: partitionGround(map, tints), positions };
}

/** A group's ground takes the wash of the branch that most of its nodes follow. */
function groupTints(scene: Scene, sight: Sight, groups: Int8Array, palette: Palette): (string | undefined)[] {
  const votes: Map<number, number>[] = [];
  for (let node = 0; node < scene.nodes.length; node++) {
    if (scene.nodeOnline[node] !== 1 || (sight.tip[node] ?? -1) < 0) continue;
    const group = groups[node]!;
    votes[group] ??= new Map();
    const branch = sight.branch(sight.tip[node]!);
    votes[group].set(branch, (votes[group].get(branch) ?? 0) + 1);
  }
  const winners = Array.from(votes, (vote) =>
    vote === undefined ? undefined : [...vote].sort((a, b) => b[1] - a[1])[0]![0],
  );
  // While all sides still agree there is nothing to tell apart but the seam.
  if (new Set(winners).size < 2) return [];
  return winners.map((winner) => (winner === undefined ? undefined : branchSwatch(palette, winner).wash));
}

function countBorn(scene: Scene): number {
  let born = 0;
  for (let node = 0; node < scene.nodes.length; node++) born += scene.nodeBorn[node]!;
  return born;
}

function sameThing(a: Selection, b: Selection): boolean {
  if (a.kind !== b.kind) return false;
  if (a.kind === 'node' && b.kind === 'node') return a.node === b.node;
  if (a.kind === 'link' && b.kind === 'link') return a.link === b.link;
  if (a.kind === 'message' && b.kind === 'message') return a.row === b.row;
  return true;
}
