import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { History } from '#app/history';
import { LogKind } from '#simulation/log';
import type { Brush } from '../canvas/brush.ts';
import { useBrush } from '../canvas/use-brush.ts';
import { useCanvas } from '../canvas/use-canvas.ts';
import { usePicture } from '../canvas/use-picture.ts';
import { usePalette } from '../design/colours.ts';
import { formatClock } from '../format/sim-time.ts';
import { useFrame, useStudio, useStudioCore, useVerbs } from '../use-studio.ts';
import { useText } from '../use-text.ts';
import { actionWord } from './action-word.ts';
import { drawLanes, firstAtOrAfter, type LaneGeometry, laneMiddle, tickGap } from './draw-lanes.ts';
import { forksInSight, type Lane, type LaneItem, laneItemsOf } from './lane-items.ts';
import { pan, type TimeRange, ticksOf, timeAt, underFlag, wholeRange, xOf, zoom } from './time-axis.ts';
import css from './timeline.module.css';
import { useDescribeRow } from './use-describe-row.ts';
import { useSecrets } from './use-secrets.ts';

const mainLanes: readonly Lane[] = ['blocks', 'forks', 'reorgs', 'actions', 'marks'];
const reachPixels = 7;
/** What the flag has around its figures, and what both keep between them, pixels. */
const flagMargin = 24;

interface Hover {
  readonly x: number;
  readonly y: number;
  readonly words: string;
  readonly row: number;
}

/** The lanes of everything seen so far, with the playhead on them. Drag to scrub, wheel to zoom. */
export function Lanes() {
  const t = useText('timeline');
  const studio = useStudioCore();
  const verbs = useVerbs();
  const palette = usePalette();
  const { frame, canvas, size } = useCanvas();
  const brush = useBrush(size.ratio);
  const { seenTime, playhead, timelines, activeTimeline, bookmarks, playing, godView, viewAs } = useStudio(
    (state) => ({
      seenTime: state.seenTime,
      playhead: state.playhead,
      timelines: state.timelines,
      activeTimeline: state.activeTimeline,
      bookmarks: state.bookmarks,
      playing: state.playing,
      godView: state.godView,
      viewAs: state.viewAs,
    }),
  );
  const [zoomed, setZoomed] = useState<TimeRange | undefined>(undefined);
  const [hover, setHover] = useState<Hover | undefined>(undefined);
  const seen = Math.max(seenTime, playhead.time);
  const active = timelines.find((timeline) => timeline.id === activeTimeline);
  const other = timelines.find((timeline) => timeline.id !== activeTimeline);
  const end = Math.max(seen, other?.reached ?? 0);
  const whole = useMemo(() => wholeRange(end), [end]);
  const range = zoomed ?? whole;
  const history = studio.history();
  const describe = useDescribeRow();
  const hides = useSecrets();
  const inSight = (of: History, through: number) =>
    laneItemsOf(of).filter(({ event }) => event === undefined || !hides(event, of, through));
  const items = inSight(history, seen);
  /** Of a second timeline all is known. */
  const itemsOn = ({ id, reached }: { readonly id: number; readonly reached: number }) =>
    inSight(studio.history(id), reached);

  const scale = palette.typeScale;
  const two = other !== undefined;
  const geometry: LaneGeometry = useMemo(
    () => ({
      width: size.width,
      axisHeight: 6 + 12 * scale,
      laneHeight: Math.max(two ? 15 : 17, 13.5 * scale),
      lanes: two ? [...mainLanes, 'other'] : mainLanes,
    }),
    [size.width, scale, two],
  );
  const height = geometry.axisHeight + geometry.lanes.length * geometry.laneHeight;

  const view = useRef({ range, whole, width: size.width });
  useEffect(() => {
    view.current = { range, whole, width: size.width };
  });

  // A zoomed view follows the playhead a page at a time while it plays.
  useEffect(() => {
    if (zoomed === undefined || !playing) return;
    if (playhead.time > zoomed.to || playhead.time < zoomed.from) {
      const length = zoomed.to - zoomed.from;
      setZoomed(pan(zoomed, playhead.time - length * 0.1 - zoomed.from, whole));
    }
  }, [zoomed, playing, playhead.time, whole]);

  // Drawn in the next frame, before anything in it changes the document: letters would have its styles worked out.
  const drawn = useRef('');
  const drawnWith = useRef<Brush>(undefined);
  usePicture(canvas, { ...size, height: Math.max(size.height, height) }, ({ begin, forced }) => {
    if (!forced) return undefined;
    const otherItems = other === undefined ? [] : itemsOn(other);
    const leavesAt = Math.max(other?.forkedAt ?? 0, active?.forkedAt ?? 0);
    // All figures are equally wide, so that a few widths are measured, not one for every moment.
    const widthOf = (time: number, weight: number) =>
      brush.sprites.textWidth(formatClock(time).replace(/\d/g, '0'), brush.sans(12, weight));
    const hiddenTicks = ticksOf(range, size.width, tickGap * scale).filter((time) =>
      underFlag(
        xOf(range, size.width, time),
        xOf(range, size.width, playhead.time),
        (widthOf(time, 400) + widthOf(playhead.time, 600) + flagMargin * scale) / 2,
        size.width,
      ),
    );
    const key = [
      hiddenTicks[0] ?? -1,
      hiddenTicks[1] ?? -1,
      firstAtOrAfter(items, seen + 1),
      history.forks.length,
      // Half a pixel more is nothing to see.
      Math.round(xOf(range, size.width, seen) * 2),
      range.from,
      range.to,
      size.width,
      size.height,
      size.ratio,
    ]
      .concat([
        bookmarks.length,
        otherItems.length,
        other?.reached ?? -1,
        active?.firstDifferingBlock ?? -1,
        other?.firstDifferingBlock ?? -1,
        hover?.row ?? -1,
        activeTimeline,
        viewAs,
        Number(godView),
      ])
      .join(' ');
    const fresh = `${key} ${palette.dark} ${palette.typeScale} ${t('lane.blocks')}`;
    if (fresh === drawn.current && brush === drawnWith.current) return undefined;
    const context = begin();
    if (context === undefined) return undefined;
    drawn.current = fresh;
    drawnWith.current = brush;
    drawLanes(context, brush, {
      geometry,
      range,
      history,
      items,
      seenTime: seen,
      viewpoint: { viewAs, godView },
      bookmarks,
      differing: active?.firstDifferingBlock ?? -1,
      other:
        other === undefined
          ? undefined
          : { items: otherItems, differing: other.firstDifferingBlock, leavesAt, reached: other.reached },
      hoverRow: hover?.row ?? -1,
      hiddenTicks: new Set(hiddenTicks),
      actionLabel: (item) =>
        item.kind === LogKind.beat && item.event !== undefined
          ? (describe(item.event, history) ?? '')
          : actionWord(item, history, t),
    });
    return undefined;
  });

  // The playhead moves by transform alone, at the frame rate.
  const needle = useRef<HTMLDivElement>(null);
  const flag = useRef<HTMLDivElement>(null);
  const halves = useRef(new Map<string, number>());
  const shown = useRef('');
  useFrame((scene) => {
    const { range: now, width } = view.current;
    const x = Math.round(xOf(now, width, scene.playhead.time) * 2) / 2;
    const words = formatClock(scene.playhead.time);
    const key = `${x} ${words} ${width}`;
    if (key === shown.current || needle.current === null || flag.current === null) return;
    shown.current = key;
    needle.current.style.transform = `translateX(${x}px)`;
    needle.current.style.visibility = x < -1 || x > width + 1 ? 'hidden' : 'visible';
    flag.current.textContent = words;
    // Figures are all equally wide, so the flag is measured once for each number of letters: measuring it in every
    // frame would have the whole page laid out in every frame.
    const length = `${words.length} ${palette.typeScale}`;
    let half = halves.current.get(length);
    if (half === undefined) {
      half = flag.current.offsetWidth / 2;
      halves.current.set(length, half);
    }
    flag.current.style.transform = `translateX(${Math.min(width - half, Math.max(half, x)) - x - half}px)`;
  });

  const scrub = useScrub(view, (time) => verbs.seek(time));
  useWheel(frame, view, setZoomed);

  const itemAt = (x: number, y: number): LaneItem | undefined => {
    const lane = geometry.lanes[Math.floor((y - geometry.axisHeight) / geometry.laneHeight)];
    if (lane === undefined) return undefined;
    const list = lane === 'other' && other !== undefined ? itemsOn(other) : items;
    const wanted = lane === 'other' ? 'blocks' : lane;
    const first = firstAtOrAfter(list, timeAt(range, size.width, x - reachPixels));
    let best: LaneItem | undefined;
    for (let index = first; index < list.length; index++) {
      const item = list[index]!;
      const distance = Math.abs(xOf(range, size.width, item.time) - x);
      if (item.time > seen || xOf(range, size.width, item.time) > x + reachPixels) break;
      if (item.lane !== wanted) continue;
      if (best === undefined || distance < Math.abs(xOf(range, size.width, best.time) - x)) best = item;
    }
    return best;
  };

  const forkWords = (x: number, y: number): string | undefined => {
    if (geometry.lanes[Math.floor((y - geometry.axisHeight) / geometry.laneHeight)] !== 'forks')
      return undefined;
    const time = timeAt(range, size.width, x);
    const fork = forksInSight(history, seen, { viewAs, godView }).find(
      (span) => span.from <= time && time <= Math.min(span.to, seen),
    );
    if (fork === undefined) return undefined;
    const from = formatClock(fork.from);
    return fork.to > seen ? t('forkOpen', { from }) : t('forkSpan', { from, to: formatClock(fork.to) });
  };

  const point = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };

  const onMove = (event: PointerEvent) => {
    const { x, y } = point(event);
    if (scrub.move(x)) return setHover(undefined);
    const item = itemAt(x, y);
    const sentence = item?.event === undefined ? undefined : describe(item.event, history);
    const words = sentence === undefined ? forkWords(x, y) : `${formatClock(item!.time)}  ${sentence}`;
    if (item === undefined && words === undefined) {
      if (hover !== undefined) verbs.setHover({ kind: 'none' });
      return setHover(undefined);
    }
    if (item !== undefined && item.row !== hover?.row) verbs.setHover(item.selection);
    setHover({ x, y, words: words ?? '', row: item?.row ?? -1 });
  };

  const onDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const { x, y } = point(event);
    const item = itemAt(x, y);
    if (item === undefined || item.row < 0) return scrub.start(x);
    verbs.seekRow(item.row);
    if (item.selection.kind !== 'none') verbs.select(item.selection);
  };

  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Home') verbs.seek(0);
    else if (event.key === 'End') verbs.seek(seen);
    else if (event.key === 'PageUp') verbs.stepBlock(-1);
    else if (event.key === 'PageDown') verbs.stepBlock(1);
    else return;
    event.preventDefault();
  };

  const nothingYet = (items[0]?.time ?? Number.POSITIVE_INFINITY) > seen;
  return (
    <div className={css.lanes}>
      <div className={css.laneNames} style={{ height, paddingTop: geometry.axisHeight }} aria-hidden>
        {geometry.lanes.map((lane) => (
          <span key={lane} data-lane={lane} style={{ height: geometry.laneHeight }}>
            {t(
              lane === 'other'
                ? other?.id === timelines[0]?.id
                  ? 'lane.first'
                  : 'lane.whatIf'
                : `lane.${lane}`,
            )}
          </span>
        ))}
      </div>
      <div
        ref={frame}
        className={css.track}
        style={{ height }}
        role="slider"
        tabIndex={0}
        aria-label={t('playhead')}
        aria-orientation="horizontal"
        aria-valuemin={0}
        aria-valuemax={Math.round(seen / 1e6)}
        aria-valuenow={Math.round(playhead.time / 1e6)}
        aria-valuetext={t('playheadAt', { time: formatClock(playhead.time), row: playhead.index })}
        onPointerDown={onDown}
        onPointerMove={onMove}
        onPointerUp={scrub.end}
        onPointerCancel={scrub.end}
        onPointerLeave={() => {
          setHover(undefined);
          verbs.setHover({ kind: 'none' });
        }}
        onDoubleClick={() => setZoomed(undefined)}
        onKeyDown={onKey}
      >
        <canvas ref={canvas} aria-hidden />
        {nothingYet && <p className={css.empty}>{t('emptyLane')}</p>}
        <div ref={needle} className={css.needle}>
          <div ref={flag} className={css.flag} />
        </div>
        {hover !== undefined && (
          <div
            className={css.hover}
            data-flip={hover.x > size.width / 2}
            style={{ left: hover.x, bottom: height - laneMiddle(geometry, 'blocks') + 14 }}
          >
            {hover.words}
          </div>
        )}
        {zoomed !== undefined && (
          <button type="button" className={css.fit} onClick={() => setZoomed(undefined)}>
            {t('zoomOut')}
          </button>
        )}
      </div>
    </div>
  );
}

type View = {
  readonly current: { readonly range: TimeRange; readonly whole: TimeRange; readonly width: number };
};

/** Dragging: at most one seek per animation frame. */
function useScrub(view: View, seek: (time: number) => void) {
  const state = useRef({ active: false, x: 0, asked: false });
  const ask = (x: number) => {
    state.current.x = x;
    if (state.current.asked) return;
    state.current.asked = true;
    requestAnimationFrame(() => {
      state.current.asked = false;
      seek(timeAt(view.current.range, view.current.width, state.current.x));
    });
  };
  return {
    start(x: number) {
      state.current.active = true;
      ask(x);
    },
    move(x: number): boolean {
      if (state.current.active) ask(x);
      return state.current.active;
    },
    end() {
      state.current.active = false;
    },
  };
}

/** Wheel: zoom around the pointer; sideways or with Shift: move along. */
function useWheel(
  frame: { readonly current: HTMLElement | null },
  view: View,
  setRange: (range: TimeRange | undefined) => void,
): void {
  useEffect(() => {
    const element = frame.current;
    if (element === null) return undefined;
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const { range, whole, width } = view.current;
      const along = event.shiftKey ? event.deltaY || event.deltaX : event.deltaX;
      const length = range.to - range.from;
      const next =
        Math.abs(along) > Math.abs(event.shiftKey ? 0 : event.deltaY)
          ? pan(range, (along / width) * length, whole)
          : zoom(
              range,
              timeAt(range, width, event.clientX - element.getBoundingClientRect().left),
              1.0015 ** -event.deltaY,
              whole,
            );
      setRange(next.to - next.from >= (whole.to - whole.from) * 0.999 ? undefined : next);
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [frame, view, setRange]);
}
