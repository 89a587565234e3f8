import { LocateFixed, ZoomIn, ZoomOut } from 'lucide-react';
import { type MouseEvent, type PointerEvent, useRef, useState, type WheelEvent } from 'react';
import type { Scene } from '#app/scene';
import { LogKind } from '#simulation/log';
import { openMessageMenu, openNodeMenu } from '../actions/context-menus.tsx';
import { type Sight, sightOf } from '../branches/sight.ts';
import frameCss from '../canvas/canvas-frame.module.css';
import { CanvasList, type ListedThing } from '../canvas/canvas-list.tsx';
import { CanvasTip } from '../canvas/canvas-tip.tsx';
import { prefersReducedMotion } from '../canvas/reduced-motion.ts';
import { useBrush } from '../canvas/use-brush.ts';
import { useCanvas } from '../canvas/use-canvas.ts';
import { usePicture } from '../canvas/use-picture.ts';
import { IconButton } from '../design/button.tsx';
import { shortHash } from '../format/short-hash.ts';
import { durationOf, formatClockMicros } from '../format/sim-time.ts';
import { MessageWords } from '../network/message-words.tsx';
import { useScene, useStudio, useStudioCore, useVerbs } from '../use-studio.ts';
import { useText } from '../use-text.ts';
import { paintSpaceTime, type SpacePicture, spaceHit } from './paint-space-time.ts';
import { firstAt, spaceFacts } from './space-facts.ts';
import { nowShare, spaceFrame, timeAlong } from './space-frame.ts';
import css from './space-time.module.css';

/** Above this many messages in view only those about blocks are drawn. */
const messageLimit = 2500;
/** Over longer spans messages would be upright lines; only the spread of blocks is drawn. Microseconds. */
const messageSpan = 120e6;
/** Unless the reader zooms, the picture shows this many seconds of the reader's time. */
const readerSeconds = 8;
const narrowest = 20_000;
const widest = 48 * 3600e6;

/** Time along one axis, peers across: who told whom what, and how long it took. */
export function SpaceTime() {
  const t = useText('spacetime');
  const studio = useStudioCore();
  const verbs = useVerbs();
  const { frame, canvas, size } = useCanvas();
  const brush = useBrush(size.ratio);
  const { selection, hover, viewAs, godView, pace } = useStudio((state) => ({
    selection: state.selection,
    hover: state.hover,
    viewAs: state.viewAs,
    godView: state.godView,
    pace: state.pace,
  }));
  /** Span that the reader chose, microseconds; undefined: it follows the pace. */
  const [chosenSpan, setChosenSpan] = useState<number | undefined>(undefined);
  /** Right end of the view while it does not follow the playhead. */
  const [held, setHeld] = useState<number | undefined>(undefined);
  const [tip, setTip] = useState<{ x: number; y: number; row: number } | undefined>(undefined);
  const [active, setActive] = useState(-1);
  const span = useRef(2e6);
  const drawn = useRef<SpacePicture | undefined>(undefined);
  const drag = useRef<{ x: number; y: number; to: number; moved: boolean } | undefined>(undefined);

  const look = (scene: Scene): Sight => sightOf(scene, studio.history(), { viewAs, godView });
  const targetSpan = clampSpan(chosenSpan ?? pace * readerSeconds);

  usePicture(canvas, size, ({ scene, begin }) => {
    const context = begin();
    if (context === undefined) return undefined;
    const ratio = targetSpan / span.current;
    const arrived = Math.abs(Math.log(ratio)) < 0.01 || prefersReducedMotion() || ratio > 1e3 || ratio < 1e-3;
    span.current = arrived ? targetSpan : span.current * ratio ** 0.12;
    const to = held ?? scene.playhead.time + span.current * (1 - nowShare);
    const from = to - span.current;
    const history = studio.history();
    const names = scene.nodes.map(
      (node) =>
        brush.sprites.text(node.name, brush.sans(13, 600), brush.palette.ink, brush.palette.paper).width,
    );
    const roomy = scene.nodes.length <= 40;
    const messages =
      span.current > 120e6
        ? []
        : history.messages(from - 3e6, Math.min(to, scene.playhead.time), messageLimit);
    drawn.current = {
      scene,
      sight: look(scene),
      facts: spaceFacts(history),
      messages,
      blocksOnly: messages.length >= messageLimit,
      frame: spaceFrame(
        scene.nodes,
        scene.nodeBorn,
        size,
        brush.scale,
        { from, to },
        roomy ? Math.min(110 * brush.scale, Math.max(24, ...names)) : 48,
      ),
      brush,
      selection,
      hover,
    };
    paintSpaceTime(context, drawn.current);
    return !arrived || undefined;
  });

  const shown = useScene((scene) => ({
    things: listEvents(scene, drawn.current, look(scene), t),
    empty: scene.playhead.time <= 0 && scene.inFlight.count === 0,
    blocksOnly: drawn.current?.blocksOnly === true,
  }));

  const zoom = (factor: number) => setChosenSpan(clampSpan((chosenSpan ?? span.current) * factor));
  const place = (event: { clientX: number; clientY: number }) => {
    const box = canvas.current?.getBoundingClientRect();
    return { x: event.clientX - (box?.left ?? 0), y: event.clientY - (box?.top ?? 0) };
  };
  const hitAt = (x: number, y: number) =>
    drawn.current === undefined ? ({ kind: 'none' } as const) : spaceHit(drawn.current, x, y);

  const onPointerDown = (event: PointerEvent<HTMLCanvasElement>) => {
    if (event.button !== 0 || drawn.current === undefined) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { ...place(event), to: drawn.current.frame.to, moved: false };
  };
  const onPointerMove = (event: PointerEvent<HTMLCanvasElement>) => {
    const { x, y } = place(event);
    const now = drag.current;
    const picture = drawn.current;
    if (picture === undefined) return;
    if (now === undefined) {
      const hit = hitAt(x, y);
      verbs.setHover(hit.kind === 'message' ? { kind: 'none' } : hit);
      setTip(hit.kind === 'message' ? { x, y, row: hit.row } : undefined);
      return;
    }
    if (!now.moved && Math.hypot(x - now.x, y - now.y) < 5) return;
    now.moved = true;
    const { frame: axis } = picture;
    const moved = axis.vertical ? y - now.y : x - now.x;
    setHeld(now.to - (moved / (axis.timeEnd - axis.timeStart)) * span.current);
  };
  const onPointerUp = (event: PointerEvent<HTMLCanvasElement>) => {
    const { x, y } = place(event);
    const done = drag.current;
    drag.current = undefined;
    if (done !== undefined && !done.moved) verbs.select(hitAt(x, y));
  };
  const onDoubleClick = (event: MouseEvent<HTMLCanvasElement>) => {
    const picture = drawn.current;
    if (picture === undefined) return;
    const { x, y } = place(event);
    const time = timeAlong(picture.frame, picture.frame.vertical ? y : x);
    verbs.pause();
    verbs.seek(Math.max(0, time));
  };
  const onContextMenu = (event: MouseEvent<HTMLCanvasElement>) => {
    const { x, y } = place(event);
    const hit = hitAt(x, y);
    if (hit.kind !== 'node' && hit.kind !== 'message') return;
    event.preventDefault();
    if (hit.kind === 'node') openNodeMenu(hit.node, event.clientX, event.clientY);
    else openMessageMenu(hit.row, event.clientX, event.clientY);
  };
  const onWheel = (event: WheelEvent<HTMLCanvasElement>) => zoom(Math.exp(event.deltaY * 0.0015));

  const vertical = size.height > size.width * 1.15;
  const said = durationOf(targetSpan);
  return (
    <div className={frameCss.panel}>
      <div className={frameCss.head}>
        <p className={frameCss.summary}>
          {targetSpan > messageSpan
            ? t('thinned')
            : shown.blocksOnly
              ? t('tooMany', { count: `${messageLimit}+` })
              : vertical
                ? t('hintVertical')
                : t('hint')}
        </p>
        <div className={frameCss.tools}>
          <span className={css.span}>
            {t('span', { span: t(`unit.${said.unit}`, { count: said.count }) })}
          </span>
          <IconButton label={t('narrower')} onClick={() => zoom(0.5)}>
            <ZoomIn size={16} aria-hidden />
          </IconButton>
          <IconButton label={t('wider')} onClick={() => zoom(2)}>
            <ZoomOut size={16} aria-hidden />
          </IconButton>
          {(held !== undefined || chosenSpan !== undefined) && (
            <IconButton
              label={t('now')}
              onClick={() => {
                setHeld(undefined);
                setChosenSpan(undefined);
              }}
            >
              <LocateFixed size={16} aria-hidden />
            </IconButton>
          )}
        </div>
      </div>
      <div ref={frame} className={frameCss.frame}>
        <canvas
          ref={canvas}
          className={frameCss.canvas}
          aria-hidden
          onPointerDown={onPointerDown}
          onPointerMove={onPointerMove}
          onPointerUp={onPointerUp}
          onPointerCancel={() => {
            drag.current = undefined;
          }}
          onPointerLeave={() => {
            verbs.setHover({ kind: 'none' });
            setTip(undefined);
          }}
          onDoubleClick={onDoubleClick}
          onContextMenu={onContextMenu}
          onWheel={onWheel}
        />
        {shown.empty && (
          <div className={frameCss.empty}>
            <p>{t('empty')}</p>
          </div>
        )}
        <CanvasList
          label={t('list')}
          things={shown.things}
          active={active}
          selected={-1}
          onActive={setActive}
          onPick={(row) => {
            const event = studio.history().row(row);
            if (event === undefined) return;
            verbs.select(
              event.kind === LogKind.tip ? { kind: 'reorg', row } : { kind: 'block', block: event.object },
            );
          }}
        />
        {tip !== undefined && (
          <CanvasTip x={tip.x} y={tip.y} width={size.width} height={size.height}>
            <MessageWords row={tip.row} />
          </CanvasTip>
        )}
      </div>
    </div>
  );
}

/** The newest events in view, in words; ids are log rows. */
function listEvents(
  scene: Scene,
  picture: SpacePicture | undefined,
  sight: Sight,
  t: ReturnType<typeof useText<'spacetime'>>,
): ListedThing[] {
  if (picture === undefined) return [];
  const { facts, frame } = picture;
  const things: ListedThing[] = [];
  for (let index = firstAt(facts.events, frame.from); index < facts.events.length; index++) {
    const event = facts.events[index]!;
    if (event.time > frame.to || event.row >= scene.playhead.index) break;
    if (!sight.exists(event.object) || sight.nodeKnown[event.a] !== 1) continue;
    const record = scene.blocks[event.object]!;
    const said = {
      time: formatClockMicros(event.time),
      name: scene.nodes[event.a]?.name ?? '',
      block: shortHash(record.hash),
      height: record.height,
      from: scene.nodes[event.b]?.name ?? '',
      count: event.x,
    };
    if (event.kind === LogKind.blockFound) things.push({ id: event.row, text: t('spoken.found', said) });
    else if (event.kind === LogKind.tip) things.push({ id: event.row, text: t('spoken.reorg', said) });
    else if (event.b >= 0) things.push({ id: event.row, text: t('spoken.accepted', said) });
  }
  return things.slice(-60);
}

function clampSpan(micros: number): number {
  return Math.min(widest, Math.max(narrowest, micros));
}
