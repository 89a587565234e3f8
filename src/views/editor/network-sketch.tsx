import { memo } from 'react';
import type { ScenarioLink, ScenarioNode } from '#simulation/scenario/scenario';
import { useText } from '../use-text.ts';
import css from './editor.module.css';

/** More peers than this are a cloud. */
const mostDrawn = 200;
const width = 360;
const height = 170;
const margin = 16;

/** A small picture of the peers and connections as they are written, with the open ones marked. */
export const NetworkSketch = memo(function NetworkSketch(props: {
  readonly nodes: readonly ScenarioNode[];
  readonly links: readonly ScenarioLink[];
  /** Index of the peer, and of the connection, whose fields are open; -1: none. */
  readonly node: number;
  readonly link: number;
}) {
  const t = useText('editor');
  const { nodes, links } = props;
  if (nodes.length > mostDrawn) return null;
  const places = new Map(nodes.map((node) => [node.name, placeOf(node)] as const));
  return (
    <svg
      className={css.sketch}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={t('about.network', { nodes: nodes.length, links: links.length })}
    >
      {links.map(({ a, b }, index) => {
        const [from, to] = [places.get(a), places.get(b)];
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
        const { x, y } = placeOf(node);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: names may be doubled while they are typed
          <g key={index} data-open={index === props.node || undefined}>
            <path d={outline(node.role, x, y)} data-off={node.online === false || undefined} />
            {nodes.length <= 40 && (
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

function placeOf({ x, y }: ScenarioNode) {
  const at = (value: unknown) => (typeof value === 'number' ? Math.min(1, Math.max(0, value)) : 0.5);
  return { x: margin + at(x) * (width - 2 * margin), y: 10 + at(y) * (height - 40) };
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
