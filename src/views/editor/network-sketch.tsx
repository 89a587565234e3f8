import { memo, type PointerEvent, useState } from 'react';
import type { ScenarioLink, ScenarioNode } from '#simulation/scenario/scenario';
import { useText } from '../use-text.ts';
import css from './editor.module.css';

/** More peers than this are a cloud. */
const mostDrawn = 200;
/** Beyond this many there is no room for names. */
const mostNamed = 40;
const width = 360;
const height = 170;
const margin = { side: 20, top: 14, bottom: 30 };

interface Position {
  readonly x: number;
  readonly y: number;
}

/** A small picture of the peers and connections as they are written, with the open ones marked. A peer can be dragged; who
 * does not drag has the numbers of its form. */
export const NetworkSketch = memo(function NetworkSketch(props: {
  readonly nodes: readonly ScenarioNode[];
  readonly links: readonly ScenarioLink[];
  /** Index of the peer, and of the connection, whose fields are open; -1: none. */
  readonly node: number;
  readonly link: number;
  readonly onOpen: (node: number) => void;
  readonly onMove: (node: number, to: Position) => void;
}) {
  const t = useText('editor');
  const [drag, setDrag] = useState<{ readonly node: number; readonly to: Position | undefined }>();
  const { nodes, links } = props;
  if (nodes.length > mostDrawn) return null;
  const places = nodes.map((node, index) => onPaper((index === drag?.node && drag.to) || node));
  const byName = new Map(nodes.map(({ name }, index) => [name, places[index]] as const));
  const onPointerMove = (event: PointerEvent<SVGSVGElement>) => {
    if (drag !== undefined) setDrag({ node: drag.node, to: underPointer(event) });
  };
  const onPointerUp = () => {
    if (drag?.to !== undefined) props.onMove(drag.node, drag.to);
    setDrag(undefined);
  };
  return (
    <svg
      className={css.sketch}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={t('about.network', { nodes: nodes.length, links: links.length })}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={() => setDrag(undefined)}
    >
      {links.map(({ a, b }, index) => {
        const [from, to] = [byName.get(a), byName.get(b)];
        if (from === undefined || to === undefined) return null;
        return (
          <line
            // biome-ignore lint/suspicious/noArrayIndexKey: a connection has no name but its place
            key={index}
            x1={from.x}
            y1={from.y}
            x2={to.x}
            y2={to.y}
            data-open={index === props.link || undefined}
          />
        );
      })}
      {nodes.map((node, index) => {
        const { x, y } = places[index] ?? onPaper(node);
        return (
          <g
            // biome-ignore lint/suspicious/noArrayIndexKey: names may be doubled while they are typed
            key={index}
            data-open={index === props.node || undefined}
            onPointerDown={(event) => {
              event.currentTarget.ownerSVGElement?.setPointerCapture(event.pointerId);
              setDrag({ node: index, to: undefined });
              props.onOpen(index);
            }}
          >
            <circle cx={x} cy={y} r={14} />
            <path d={outline(node.role, x, y)} data-off={node.online === false || undefined} />
            {nodes.length <= mostNamed && (
              <text x={x} y={y + 19}>
                {String(node.name)}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
});

function onPaper({ x, y }: Position): Position {
  const at = (value: unknown) => (typeof value === 'number' ? Math.min(1, Math.max(0, value)) : 0.5);
  return {
    x: margin.side + at(x) * (width - 2 * margin.side),
    y: margin.top + at(y) * (height - margin.top - margin.bottom),
  };
}

/** Where the pointer is, as the file has it: 0 … 1, in hundredths. */
function underPointer(event: PointerEvent<SVGSVGElement>): Position {
  const box = event.currentTarget.getBoundingClientRect();
  const scale = width / box.width;
  const share = (value: number) => Number(Math.min(1, Math.max(0, value)).toFixed(2));
  return {
    x: share(((event.clientX - box.left) * scale - margin.side) / (width - 2 * margin.side)),
    y: share(((event.clientY - box.top) * scale - margin.top) / (height - margin.top - margin.bottom)),
  };
}

/** The shapes of the roles, as in the network: circle, hexagon, square, triangle. */
function outline(role: string, x: number, y: number): string {
  const corners = (radius: number, ...turns: number[]) =>
    `M${turns.map((turn) => `${x + radius * Math.sin(turn)},${y - radius * Math.cos(turn)}`).join('L')}Z`;
  const turn = (parts: number, first = 0) =>
    Array.from({ length: parts }, (_, part) => first + (part * 2 * Math.PI) / parts);
  if (role === 'miner') return corners(8, ...turn(6));
  if (role === 'merchant') return corners(9, ...turn(4, Math.PI / 4));
  if (role === 'attacker') return corners(9, ...turn(3));
  return corners(7, ...turn(24));
}
