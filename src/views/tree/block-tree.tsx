import { LocateFixed } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Reorganisation } from '#app/history';
import type { Scene } from '#app/scene';
import { openNodeMenu } from '../actions/context-menus.tsx';
import { blockFacts } from '../branches/block-facts.ts';
import { type Sight, sightOf } from '../branches/sight.ts';
import { type Brush, createBrush } from '../canvas/brush.ts';
import frameCss from '../canvas/canvas-frame.module.css';
import { CanvasList } from '../canvas/canvas-list.tsx';
import { prefersReducedMotion } from '../canvas/reduced-motion.ts';
import { useBrush } from '../canvas/use-brush.ts';
import { useCanvas } from '../canvas/use-canvas.ts';
import { usePicture } from '../canvas/use-picture.ts';
import { IconButton } from '../design/button.tsx';
import { useCalmScene, useScene, useStudio, useStudioCore, useVerbs } from '../use-studio.ts';
import { useText } from '../use-text.ts';
import css from './block-tree.module.css';
import {
  composeTree,
  lanePitchRange,
  newestHeight,
  sameTree,
  type TreePicture,
  treeHit,
  treeMetrics,
} from './compose-tree.ts';
import { currentReorg } from './current-reorg.ts';
import { captionText, listBlocks, reorgCaption, runId } from './describe-tree.ts';
import { paintTree } from './paint-tree.ts';
import { ReorgBar } from './reorg-bar.tsx';
import { reorgMoment, stillFor } from './reorg-story.ts';
import { slidingTips, storyMicros } from './sliding-tips.ts';
import { approach, type TreeCamera, zoomTree } from './tree-camera.ts';
import { type TreeColumns, treeColumns } from './tree-columns.ts';
import { createTreeLanes } from './tree-lanes.ts';
import { useTreePointer } from './use-tree-pointer.ts';

/** Room that the controls of a reorganisation take, at type scale 1. */
const storyBarWidth = 296;

/** Panel B: every block there is, branch beside branch, with those who follow it. */
export function BlockTree() {
  const t = useText('tree');
  const studio = useStudioCore();
  const verbs = useVerbs();
  const { frame, canvas, size } = useCanvas();
  const brush = useBrush(size.ratio);
  const { selection, hover, viewAs, godView, speed } = useStudio((state) => ({
    selection: state.selection,
    hover: state.hover,
    viewAs: state.viewAs,
    godView: state.godView,
    speed: state.speed,
  }));
  const lanes = useMemo(() => createTreeLanes(), []);
  const [unfolded, setUnfolded] = useState<ReadonlySet<number>>(new Set());
  /** While following, the camera keeps the newest blocks in view; panning ends that and freezes what is folded. */
  const [followed, setFollowed] = useState<{ readonly horizon: number } | undefined>(undefined);
  const following = followed === undefined;
  const [active, setActive] = useState(-1);
  const [listFocused, setListFocused] = useState(false);
  /** Progress that the reader has chosen for a selected reorganisation; undefined: time decides. */
  const [scrubbed, setScrubbed] = useState<number | undefined>(undefined);
  const camera = useRef<TreeCamera | undefined>(undefined);
  const drawn = useRef<Drawn>(undefined);
  const lastDraw = useRef(0);
  const lanePitch = useRef<number>(lanePitchRange.most);
  const compact = size.width < 760 * brush.scale;
  const narrow = size.width < 520 * brush.scale;
  const headroom = (narrow ? 54 : 34) * brush.scale;
  const story = storyMicros(speed);
  const look = (scene: Scene): Sight => sightOf(scene, studio.history(), { viewAs, godView });

  const selectedRow = selection.kind === 'reorg' ? selection.row : -1;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another reorganisation starts its story afresh
  useEffect(() => setScrubbed(undefined), [selectedRow]);

  const momentOf = (scene: Scene, reorg: Reorganisation | undefined) => {
    if (reorg === undefined) return undefined;
    const byTime = (scene.playhead.time - reorg.time) / story;
    const progress = Math.min(1, Math.max(0, scrubbed ?? byTime));
    const aside = narrow ? 0 : storyBarWidth;
    const slots = Math.floor((size.width / brush.scale - aside - 190) / 58);
    return reorgMoment(
      reorg,
      scene.blocks,
      prefersReducedMotion() ? stillFor(progress) : progress,
      Math.min(14, Math.max(4, slots)),
    );
  };

  const redraw = usePicture(canvas, size, ({ scene, begin, forced }) => {
    const history = studio.history();
    const sight = look(scene);
    const facts = blockFacts(history);
    lanes.extend(scene.blocks, (block) => facts.withheld.has(block));
    const tipHeight = newestHeight(scene, sight, lanes);
    if (tipHeight < 0) return undefined;
    const reorg = currentReorg(history, scene, sight, selection, story);
    const moment = momentOf(scene, reorg);
    const arrangeAt = (scale: number, at: TreeCamera | undefined) => {
      const metrics = treeMetrics(brush.scale * scale, compact, lanePitch.current);
      const room = Math.floor((size.width - metrics.stubWidth - 150 * brush.scale) / metrics.pitch);
      const newest = followed?.horizon ?? tipHeight;
      // What a reorganisation moves lies open while it is told.
      const told = reorg === undefined ? newest : (scene.blocks[reorg.forkPoint]?.height ?? newest);
      const columns = treeColumns({
        horizon: Math.min(told, newest - Math.max(3, room)),
        time: scene.playhead.time,
        busy: lanes.busy,
        unfolded,
        pitch: metrics.pitch,
        stubWidth: metrics.stubWidth,
      });
      const left = at === undefined ? columns.x(tipHeight) - size.width : at.x * at.scale;
      const scaled = zoomed(brush, scale);
      const picture = composeTree({
        scene,
        sight,
        facts,
        lanes,
        columns,
        metrics,
        fromHeight: columns.heightAt(left - metrics.pitch),
        toHeight: columns.heightAt(left + size.width + metrics.pitch),
        tipHeight,
        sliding: slidingTips(history, scene, story),
        reorg: moment,
        arrivalMicros: story * 0.12,
        measure: (label) => scaled.sprites.textWidth(label, scaled.sans(12, 600)) + 2,
        many: (count) => t('many', { count }),
      });
      return { metrics, columns, picture, scaled };
    };

    const above = headroom + ((moment?.txs.length ?? 0) > 0 ? 50 : 18) * brush.scale;
    const below = (reorg !== undefined && narrow ? 52 : 8) * brush.scale;
    const rows = drawn.current?.picture.rows ?? 1;
    if (following) {
      const free = (size.height - above - below) / brush.scale - 88;
      lanePitch.current = Math.min(
        lanePitchRange.most,
        Math.max(lanePitchRange.least, rows > 1 ? free / (rows - 1) : lanePitchRange.most),
      );
    }
    let view = arrangeAt(camera.current?.scale ?? 1, camera.current);
    let moving = false;
    if (following || camera.current === undefined) {
      const target = targetFor(view.picture, camera.current?.scale ?? 1, {
        width: size.width,
        height: size.height,
        headroom: above,
        left: view.columns.x(0),
        unit: brush.scale,
        bottom: below,
        focus:
          reorg !== undefined
            ? view.columns.x(scene.blocks[reorg.forkPoint]?.height ?? tipHeight)
            : undefined,
      });
      const now = performance.now();
      const seconds = Math.min(0.1, (now - lastDraw.current) / 1000);
      lastDraw.current = now;
      const from = camera.current;
      const far =
        from === undefined ||
        Math.abs(from.x - target.x) > (size.width / target.scale) * 0.8 ||
        prefersReducedMotion();
      camera.current = far ? target : approach(from, target, seconds);
      moving = camera.current !== target;
      const { x, scale } = camera.current;
      if (x !== from?.x || scale !== from.scale) view = arrangeAt(scale, camera.current);
    }
    const rivals = sight.tips.length;
    const commonWork = scene.blocks[sight.common]?.work ?? 0;
    const { x, y, scale } = camera.current;
    const key = [scene.blocks, x, y, scale, view.scaled, rivals, commonWork];
    const before = drawn.current;
    const same =
      !forced &&
      moment === undefined &&
      before !== undefined &&
      key.every((part, index) => part === before.key[index]) &&
      sameTree(before.picture, view.picture);
    drawn.current = {
      key,
      picture: view.picture,
      columns: view.columns,
      horizon: followed?.horizon ?? tipHeight,
    };
    if (same) return moving || undefined;
    const context = begin();
    if (context === undefined) return undefined;
    paintTree(context, {
      scene,
      picture: view.picture,
      metrics: view.metrics,
      camera: camera.current,
      brush: view.scaled,
      overlayBrush: brush,
      width: size.width,
      height: size.height,
      selection,
      hover,
      focusedBlock: listFocused && active >= 0 ? active : -1,
      focusedRun: listFocused && active < -1 ? runId(active) : -1,
      reorg: moment,
      rivals,
      commonWork,
      asideWidth: narrow ? 0 : storyBarWidth * brush.scale,
      headroom: headroom + 38 * brush.scale,
      words: {
        forkPoint: t('forkPoint'),
        notPublished: t('notPublished'),
        quiet: (count) => t('quiet', { count }),
        work: (quantity) => t('work', { quantity }),
        stale: t('stale'),
        invalid: t('invalid'),
        headerOnly: t('headerOnly'),
        mempoolOf: (name) => t('mempoolOf', { name }),
        spentBy: (id) => t('spentBy', { id }),
      },
    });
    return moving || undefined;
  });

  const shown = useScene((scene) => {
    const history = studio.history();
    const sight = look(scene);
    const reorg = currentReorg(history, scene, sight, selection, story);
    return {
      reorg,
      byTime: reorg === undefined ? 0 : Math.min(1, (scene.playhead.time - reorg.time) / story),
      caption: reorg === undefined ? captionText(scene, sight, t) : reorgCaption(scene, reorg, t),
      empty: scene.blocks.length === 0,
    };
  });
  const things = useCalmScene(
    useCallback(
      (scene: Scene) => {
        const picture = drawn.current?.picture;
        const sight = sightOf(scene, studio.history(), { viewAs, godView });
        return picture === undefined ? [] : listBlocks(scene, picture, sight, t);
      },
      [studio, viewAs, godView, t],
    ),
  );

  const pick = (x: number, y: number) =>
    drawn.current === undefined || camera.current === undefined
      ? ({ kind: 'none' } as const)
      : treeHit(
          drawn.current.picture,
          treeMetrics(brush.scale * camera.current.scale, compact, lanePitch.current),
          camera.current,
          x,
          y,
        );
  const unfold = (run: number) => {
    setUnfolded(new Set([...unfolded, run]));
    // Look where the blocks come out, and stay there.
    const now = drawn.current;
    if (now !== undefined) setFollowed({ horizon: now.horizon });
  };
  const pointer = useTreePointer({
    hit: pick,
    camera: () => camera.current ?? { x: 0, y: 0, scale: 1 },
    moveCamera(next) {
      camera.current = next;
      if (following && drawn.current !== undefined) setFollowed({ horizon: drawn.current.horizon });
      else redraw();
    },
    zoom: (factor, x, y) => {
      camera.current = zoomTree(camera.current ?? { x: 0, y: 0, scale: 1 }, factor, x, y);
      if (following && drawn.current !== undefined) setFollowed({ horizon: drawn.current.horizon });
      else redraw();
    },
    hover: (hit) => verbs.setHover(hit.kind === 'block' || hit.kind === 'node' ? hit : { kind: 'none' }),
    pick(hit) {
      if (hit.kind === 'stub') unfold(hit.run.from);
      else verbs.select(hit);
    },
    menu(hit, x, y) {
      if (hit.kind === 'node') openNodeMenu(hit.node, x, y);
    },
  });

  return (
    <div className={frameCss.panel}>
      <p className={css.caption}>{shown.caption}</p>
      <div ref={frame} className={frameCss.frame}>
        <canvas ref={canvas} className={frameCss.canvas} aria-hidden {...pointer} />
        {shown.empty && (
          <div className={frameCss.empty}>
            <p>{t('empty')}</p>
          </div>
        )}
        <CanvasList
          label={t('list')}
          things={things}
          active={active}
          selected={selection.kind === 'block' ? selection.block : -1}
          onActive={setActive}
          onPick={(thing) => {
            if (thing < -1) unfold(runId(thing));
            else verbs.select({ kind: 'block', block: thing });
          }}
          onFocusChange={setListFocused}
        />
      </div>
      {!following && (
        <div className={css.follow}>
          <IconButton
            label={t('followTip')}
            tone="plain"
            onClick={() => {
              setFollowed(undefined);
              setUnfolded(new Set());
            }}
          >
            <LocateFixed size={16} aria-hidden />
          </IconButton>
        </div>
      )}
      {shown.reorg !== undefined && (
        <ReorgBar
          key={shown.reorg.row}
          progress={Math.max(0, scrubbed ?? shown.byTime)}
          onScrub={(progress) => {
            setScrubbed(progress);
            if (shown.reorg !== undefined && selectedRow !== shown.reorg.row) {
              verbs.select({ kind: 'reorg', row: shown.reorg.row });
            }
          }}
          onClose={() => verbs.select({ kind: 'none' })}
          closable={selection.kind === 'reorg'}
        />
      )}
    </div>
  );
}

/** The picture on the canvas, and what else it was made from. */
interface Drawn {
  readonly key: readonly unknown[];
  readonly picture: TreePicture;
  readonly columns: TreeColumns;
  readonly horizon: number;
}

/** The same brush for letters `scale` times as large; a few sizes are kept. */
function zoomed(brush: Brush, scale: number): Brush {
  const rounded = Math.round(scale * 25) / 25;
  if (rounded === 1) return brush;
  let sizes = zoomedBrushes.get(brush);
  if (sizes === undefined) {
    sizes = new Map();
    zoomedBrushes.set(brush, sizes);
  }
  let made = sizes.get(rounded);
  if (made === undefined) {
    made = createBrush(brush.palette, brush.sprites, rounded);
    sizes.set(rounded, made);
  }
  return made;
}
const zoomedBrushes = new WeakMap<Brush, Map<number, Brush>>();

/** Letters smaller than this are not read. */
const leastScale = 0.6;

/** Where the camera should be so that what competes at the newest end is in view. */
function targetFor(
  picture: TreePicture,
  scaleNow: number,
  room: {
    readonly width: number;
    readonly height: number;
    readonly headroom: number;
    readonly bottom: number;
    readonly unit: number;
    /** Left edge of everything / of what must be seen, in tree pixels. */
    readonly left: number;
    readonly focus: number | undefined;
  },
): TreeCamera {
  const free = Math.max(40, room.height - room.headroom - room.bottom);
  const tall = (picture.bottom - picture.top) / scaleNow;
  const margin = 20 * room.unit;
  // A fork that is still open should be in view whole, if the letters stay large enough.
  const wide =
    (picture.right - Math.min(room.focus ?? Number.POSITIVE_INFINITY, picture.forkLeft)) / scaleNow;
  const fitting = wide > 0 && Number.isFinite(wide) ? (room.width - 2 * margin) / wide : 1;
  const widest = fitting >= leastScale ? fitting : 1;
  const scale = Math.min(1, widest, Math.max(leastScale, Math.floor((free / tall) * 25) / 25));
  let x = picture.right / scaleNow - (room.width - margin) / scale;
  if (room.focus !== undefined) x = Math.min(x, room.focus / scaleNow - margin / scale);
  x = Math.max(x, room.left / scaleNow - margin / scale);
  const middle = (picture.top + picture.bottom) / 2 / scaleNow;
  return { x, y: middle - (room.headroom + free / 2) / scale, scale };
}
