import css from './director.module.css';
import type { Family } from './family.ts';

/** One small block of a picture, on a grid of 5 × 3. */
interface Square {
  readonly x: number;
  readonly y: number;
  readonly look: 'agreed' | 'public' | 'secret' | 'empty' | 'gone';
}
interface Picture {
  readonly squares: readonly Square[];
  /** From square to square, by their numbers. */
  readonly links: readonly (readonly [number, number])[];
  /** A vertical cut at this x. */
  readonly cut?: number;
}

const at = (x: number, y: number, look: Square['look']): Square => ({ x, y, look });

/** What each attack does to the chain, in a few squares: agreed, public, hatched = withheld, crossed = refused. */
const pictures: Readonly<Record<Family, Picture>> = {
  'double-spend': {
    squares: [
      at(0, 1, 'agreed'),
      at(1, 0, 'public'),
      at(2, 0, 'public'),
      at(1, 2, 'secret'),
      at(2, 2, 'secret'),
      at(3, 2, 'secret'),
    ],
    links: [
      [0, 1],
      [1, 2],
      [0, 3],
      [3, 4],
      [4, 5],
    ],
  },
  race: {
    squares: [at(0, 1, 'agreed'), at(2, 0, 'public'), at(2, 2, 'secret')],
    links: [
      [0, 1],
      [0, 2],
    ],
  },
  finney: {
    squares: [at(0, 1, 'agreed'), at(1, 2, 'secret'), at(3, 0, 'public')],
    links: [
      [0, 1],
      [0, 2],
    ],
  },
  'selfish-mining': {
    squares: [
      at(0, 1, 'agreed'),
      at(1, 0, 'public'),
      at(1, 2, 'agreed'),
      at(2, 2, 'secret'),
      at(3, 2, 'secret'),
    ],
    links: [
      [0, 1],
      [0, 2],
      [2, 3],
      [3, 4],
    ],
  },
  eclipse: {
    squares: [
      at(2, 1, 'public'),
      at(0, 0, 'secret'),
      at(0, 2, 'secret'),
      at(4, 0, 'secret'),
      at(4, 2, 'secret'),
    ],
    links: [
      [0, 1],
      [0, 2],
      [0, 3],
      [0, 4],
    ],
  },
  partition: {
    squares: [at(0, 0, 'public'), at(1, 1, 'public'), at(3, 1, 'secret'), at(4, 2, 'secret')],
    links: [
      [0, 1],
      [2, 3],
    ],
    cut: 2,
  },
  'rewrite-history': {
    squares: [
      at(0, 1, 'agreed'),
      at(1, 0, 'gone'),
      at(2, 0, 'gone'),
      at(3, 0, 'gone'),
      at(1, 2, 'secret'),
      at(2, 2, 'secret'),
      at(3, 2, 'secret'),
      at(4, 2, 'secret'),
    ],
    links: [
      [0, 1],
      [1, 2],
      [2, 3],
      [0, 4],
      [4, 5],
      [5, 6],
      [6, 7],
    ],
  },
  flooding: {
    squares: [
      at(0, 0, 'empty'),
      at(0, 1, 'empty'),
      at(0, 2, 'empty'),
      at(1, 0, 'empty'),
      at(1, 1, 'empty'),
      at(1, 2, 'empty'),
      at(2, 0, 'empty'),
      at(2, 2, 'empty'),
      at(4, 1, 'agreed'),
    ],
    links: [],
  },
  censorship: {
    squares: [
      at(0, 1, 'agreed'),
      at(1, 1, 'secret'),
      at(2, 1, 'secret'),
      at(3, 1, 'secret'),
      at(2, 2, 'gone'),
    ],
    links: [
      [0, 1],
      [1, 2],
      [2, 3],
    ],
  },
  'cannot-do': {
    squares: [at(0, 1, 'agreed'), at(1, 1, 'agreed'), at(3, 1, 'gone')],
    links: [[0, 1]],
    cut: 2,
  },
};

const cell = 11;
const side = 8;

/** The picture on a family's card; says nothing that the words beside it do not. */
export function FamilyGlyph({ family }: { readonly family: Family | undefined }) {
  if (family === undefined) return <span className={css.glyph} />;
  const { squares, links, cut } = pictures[family];
  const middle = (place: number) => place * cell + side / 2 + 1.5;
  return (
    <svg className={css.glyph} viewBox={`0 0 ${5 * cell} ${3 * cell}`} aria-hidden="true">
      {links.map(([from, to]) => {
        const [a, b] = [squares[from]!, squares[to]!];
        return (
          <line key={`${from} ${to}`} x1={middle(a.x)} y1={middle(a.y)} x2={middle(b.x)} y2={middle(b.y)} />
        );
      })}
      {cut !== undefined && <line data-cut x1={middle(cut)} y1={0} x2={middle(cut)} y2={3 * cell} />}
      {squares.map(({ x, y, look }) => (
        <rect
          key={`${x} ${y}`}
          data-look={look}
          x={x * cell + 1.5}
          y={y * cell + 1.5}
          width={side}
          height={side}
          rx={2}
        />
      ))}
    </svg>
  );
}
