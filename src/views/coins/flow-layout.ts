import { type SankeyGraph, type SankeyLink, type SankeyNode, sankey, sankeyLinkHorizontal } from 'd3-sankey';
import type { FlowCoin, FlowGhost, FlowGraph, FlowTx } from './flow-graph.ts';

/** A transaction's bar. */
export interface FlowBar extends FlowTx {
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
}

/** A coin's band: a stroke along `path`, or for an unspent one an open-ended box. */
export interface FlowBand extends FlowCoin {
  readonly path: string;
  readonly width: number;
  /** Where an unspent coin's open end is. */
  readonly end: { readonly x: number; readonly y: number };
}

/** A block's stretch of the picture. */
export interface FlowColumnBox {
  readonly block: number;
  readonly height: number;
  readonly x: number;
  readonly width: number;
  /** Pixels to the right for each step of spending within the block. */
  readonly step: number;
}

/** A ghost below the chain, and the dashed way to where its transaction is now. */
export interface FlowGhostBox extends FlowGhost {
  readonly x: number;
  readonly y: number;
  /** Undefined where there is no way to draw: vanished. */
  readonly path: string | undefined;
}

/** The whole picture. */
export interface FlowLayout {
  readonly width: number;
  readonly height: number;
  readonly columns: readonly FlowColumnBox[];
  readonly bars: readonly FlowBar[];
  readonly bands: readonly FlowBand[];
  readonly ghosts: readonly FlowGhostBox[];
  /** Top of the lane in which ghosts stand; the picture's height when there are none. */
  readonly ghostTop: number;
  /** Labels fit above the bars. */
  readonly roomy: boolean;
}

const barWidth = 8;
const emptyColumn = 84;
const columnWidth = 128;
const subWidth = 58;
const stub = 46;
const thinnest = 1.6;
const ghostLane = 58;
const ghostSize = 20;
/** Widest that spending within one block may make its column. */
const deepestWidth = 330;

interface NodeExtra {
  readonly bar: FlowTx;
}
interface LinkExtra {
  readonly coin: FlowCoin;
}
type Node = SankeyNode<NodeExtra, LinkExtra>;
type Link = SankeyLink<NodeExtra, LinkExtra>;

/** Lays the flow out. Columns stand at fixed places and each is arranged by the ones left of it alone, so that a new
 * block never moves an old one; the heights of bands and the order in which they leave a bar are d3-sankey's.
 * @param height of the picture in pixels; more when a block has too many transactions to fit */
export function layOutFlow(graph: FlowGraph, height: number): FlowLayout {
  const layers = layersOf(graph);
  const most = Math.max(1, ...layers.map((layer) => layer.length));
  const lane = graph.ghosts.length > 0 ? ghostLane : 0;
  const roomy = most * 30 <= height - lane;
  const padding = roomy ? 22 : 5;
  const top = roomy ? 18 : 8;
  const body = Math.max(height - lane - top - 8, most * (padding + 3));
  const columns = columnBoxes(graph);
  const scale = scaleOf(layers, body, padding);
  const thick = (value: number) => Math.max(thinnest, value * scale);

  const nodes = new Map<number, Node>();
  for (const layer of layers) {
    place(layer, columns[layer[0]!.column]!, nodes, graph.coins, { top, body, padding, thick });
  }
  const links = graph.coins.flatMap((coin) => linkOf(coin, nodes, columns, thick));
  sankey<NodeExtra, LinkExtra>().update({ nodes: [...nodes.values()], links } as SankeyGraph<
    NodeExtra,
    LinkExtra
  >);
  const pathOf = sankeyLinkHorizontal<NodeExtra, LinkExtra>();
  const bars = [...nodes.values()].map((node) => ({
    ...node.bar,
    x0: node.x0!,
    x1: node.x1!,
    y0: node.y0!,
    y1: node.y1!,
  }));
  const last = columns.at(-1);
  const total = top + body + 8 + lane;
  return {
    width: last === undefined ? 0 : last.x + last.width,
    height: total,
    columns,
    bars,
    bands: links.map((link) => bandOf(link, pathOf(link) ?? '')).sort(paintOrder),
    ghosts: ghostBoxes(graph, columns, bars, total - lane),
    ghostTop: total - lane,
    roomy,
  };
}

function columnBoxes(graph: FlowGraph): FlowColumnBox[] {
  let x = 0;
  return graph.columns.map(({ block, height }, column) => {
    const members = graph.txs.filter((tx) => tx.column === column);
    const deepest = Math.max(0, ...members.map((tx) => tx.sub));
    const step = deepest === 0 ? subWidth : Math.min(subWidth, deepestWidth / deepest);
    const width = members.length <= 1 ? emptyColumn : columnWidth + deepest * step;
    const box = { block, height, x, width, step };
    x += width;
    return box;
  });
}

/** Transactions that stand above each other: those of one column and one step of spending within it, left to right. */
function layersOf(graph: FlowGraph): readonly (readonly FlowTx[])[] {
  const layers = new Map<string, FlowTx[]>();
  const ordered = [...graph.txs].sort((p, q) => p.column - q.column || p.sub - q.sub);
  for (const tx of ordered) {
    const key = `${tx.column} ${tx.sub}`;
    const layer = layers.get(key);
    if (layer === undefined) layers.set(key, [tx]);
    else layer.push(tx);
  }
  return [...layers.values()];
}

/** Pixels for a satoshi, so that the fullest layer fits. */
function scaleOf(layers: readonly (readonly FlowTx[])[], body: number, padding: number): number {
  const sums = layers.map((members) => {
    const room = body - padding * Math.max(0, members.length - 1);
    const value = members.reduce((sum, tx) => sum + tx.value, 0);
    return value === 0 ? Number.POSITIVE_INFINITY : Math.max(room, 20) / value;
  });
  const fit = Math.min(...sums);
  return Number.isFinite(fit) ? fit * 0.9 : 0;
}

/** Puts the bars of one layer where their coins come from, coinbase on top, pushing apart what would overlap. */
function place(
  members: readonly FlowTx[],
  box: FlowColumnBox,
  nodes: Map<number, Node>,
  coins: readonly FlowCoin[],
  space: {
    readonly top: number;
    readonly body: number;
    readonly padding: number;
    readonly thick: (value: number) => number;
  },
): void {
  const wish = (tx: FlowTx): number => {
    if (tx.kind === 'coinbase') return Number.NEGATIVE_INFINITY;
    let sum = 0;
    let weight = 0;
    for (const coin of coins) {
      const source = coin.spender === tx.tx ? nodes.get(coin.tx) : undefined;
      if (source === undefined) continue;
      sum += ((source.y0! + source.y1!) / 2) * coin.value;
      weight += coin.value;
    }
    return weight === 0 ? space.top + space.body / 2 : sum / weight;
  };
  const wishes = new Map<FlowTx, number>();
  for (const tx of members) {
    wishes.set(tx, wish(tx));
    nodes.set(tx.tx, nodeOf(tx, box, space.top, space.thick));
  }
  const ordered = [...members].sort((p, q) => wishes.get(p)! - wishes.get(q)! || p.tx - q.tx);
  let floor = space.top;
  for (const tx of ordered) {
    const node = nodes.get(tx.tx)!;
    const height = node.y1! - node.y0!;
    const y = Math.max(floor, wishes.get(tx)! - height / 2);
    node.y0 = y;
    node.y1 = y + height;
    floor = y + height + space.padding;
  }
  // What was pushed below the bottom moves up again, taking its neighbours along.
  let ceiling = space.top + space.body;
  for (const tx of ordered.reverse()) {
    const node = nodes.get(tx.tx)!;
    if (node.y1! <= ceiling) break;
    const height = node.y1! - node.y0!;
    node.y1 = ceiling;
    node.y0 = ceiling - height;
    ceiling = node.y0 - space.padding;
  }
}

function nodeOf(tx: FlowTx, box: FlowColumnBox, y: number, thick: (value: number) => number): Node {
  const x = box.x + 18 + tx.sub * box.step;
  const height = Math.max(3, thick(tx.value));
  return {
    bar: tx,
    value: tx.value,
    x0: x,
    x1: x + barWidth,
    y0: y,
    y1: y + height,
    sourceLinks: [],
    targetLinks: [],
  };
}

/** A link between two bars, or between a bar and an end in the open. */
function linkOf(
  coin: FlowCoin,
  nodes: Map<number, Node>,
  columns: readonly FlowColumnBox[],
  thick: (value: number) => number,
): Link[] {
  const source = coin.fromBefore ? undefined : nodes.get(coin.tx);
  const target = coin.spender < 0 ? undefined : nodes.get(coin.spender);
  const width = thick(coin.value);
  const link = { value: coin.value, width, coin } as Link;
  if (source === undefined && target === undefined) return [];
  link.source = source ?? openEnd(target!, -stub, columns);
  link.target = target ?? openEnd(source!, stub, columns);
  (link.source as Node).sourceLinks!.push(link);
  (link.target as Node).targetLinks!.push(link);
  return [link];
}

/** A node of no width beside a bar, where a coin comes from before the picture or stays unspent. */
function openEnd(bar: Node, offset: number, columns: readonly FlowColumnBox[]): Node {
  const column = columns[bar.bar.column]!;
  const x =
    offset < 0
      ? Math.max(column.x - 8, bar.x0! + offset)
      : Math.min(column.x + column.width - 14, bar.x1! + Math.min(offset, column.step - 16));
  return { bar: bar.bar, value: 0, x0: x, x1: x, y0: bar.y0!, y1: bar.y1!, sourceLinks: [], targetLinks: [] };
}

/** Wide bands below narrow ones, and what lies still on top of what passes by. */
function paintOrder(p: FlowBand, q: FlowBand): number {
  const rank = (band: FlowBand) => (band.spender < 0 ? 1 : 0);
  return rank(p) - rank(q) || q.width - p.width;
}

function bandOf(link: Link, path: string): FlowBand {
  const source = link.source as Node;
  const target = link.target as Node;
  const { coin } = link;
  if (coin.spender < 0) {
    // An unspent coin lies still: its band runs straight out of the bar.
    const y = link.y0!;
    return {
      ...coin,
      path: `M${source.x1} ${y} H${target.x0}`,
      width: link.width!,
      end: { x: target.x0!, y },
    };
  }
  if (coin.fromBefore) {
    const y = link.y1!;
    return {
      ...coin,
      path: `M${source.x1} ${y} H${target.x0}`,
      width: link.width!,
      end: { x: source.x1!, y },
    };
  }
  return { ...coin, path, width: link.width!, end: { x: target.x0!, y: link.y1! } };
}

function ghostBoxes(
  graph: FlowGraph,
  columns: readonly FlowColumnBox[],
  bars: readonly FlowBar[],
  top: number,
): FlowGhostBox[] {
  return graph.ghosts.map((ghost) => {
    // A ghost block stands under the block that took its height.
    const under = graph.columns.findIndex((column) => column.height === ghost.height);
    const column = columns[under] ?? columns.at(-1)!;
    const mates = graph.ghosts.filter((other) => other.block === ghost.block);
    const x = column.x + 16 + mates.indexOf(ghost) * (ghostSize + 14);
    const y = top + 24;
    const to = bars.find((bar) =>
      ghost.fate === 'conflicted' ? bar.tx === ghost.conflict : ghost.txs.includes(bar.tx),
    );
    const path = to === undefined || ghost.fate === 'vanished' ? undefined : wayOf(x + ghostSize / 2, y, to);
    return { ...ghost, x, y, path };
  });
}

/** From the top of a ghost up to the left side of a bar. */
function wayOf(x: number, y: number, to: FlowBar): string {
  const target = (to.y0 + to.y1) / 2;
  return `M${x} ${y} C${x} ${(y + target) / 2} ${to.x0 - 40} ${target} ${to.x0 - 2} ${target}`;
}
