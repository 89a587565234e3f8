import type { Scene } from '#app/scene';
import type { Selection } from '#app/studio-state';
import type { Brush } from '../canvas/brush.ts';
import { traceRole, traceRounded } from '../canvas/shapes.ts';
import { stamp, stampCentred } from '../canvas/sprites.ts';
import { swatchFill } from '../design/canvas-pattern.ts';
import { branchSwatch, type Swatch } from '../design/colours.ts';
import { formatQuantity } from '../format/quantity.ts';
import { shortHash } from '../format/short-hash.ts';
import type { BlockState, Card, Edge, TreeMetrics, TreePicture } from './compose-tree.ts';
import { paintReorg } from './paint-reorg.ts';
import type { ReorgMoment } from './reorg-story.ts';
import type { TreeCamera } from './tree-camera.ts';

/** The few words the painter needs, in the reader's language. */
export interface TreeWords {
  readonly forkPoint: string;
  readonly notPublished: string;
  quiet(count: number): string;
  work(quantity: string): string;
  readonly stale: string;
  readonly invalid: string;
  readonly headerOnly: string;
  mempoolOf(name: string): string;
  spentBy(id: string): string;
}

export interface TreeScene {
  readonly scene: Scene;
  readonly picture: TreePicture;
  readonly metrics: TreeMetrics;
  readonly camera: TreeCamera;
  /** At the camera's scale, for whatever stands in the tree. */
  readonly brush: Brush;
  /** At the reader's own scale, for what lies over it. */
  readonly overlayBrush: Brush;
  readonly width: number;
  readonly height: number;
  readonly selection: Selection;
  readonly hover: Selection;
  /** Block with the keyboard focus, −1: none; a stub by its run's lower end. */
  readonly focusedBlock: number;
  readonly focusedRun: number;
  readonly reorg: ReorgMoment | undefined;
  readonly words: TreeWords;
  /** How many branches end in the picture: work is written out only when there is something to compare. */
  readonly rivals: number;
  /** Chain work of the newest common block: rivals are compared by what they have beyond it. */
  readonly commonWork: number;
  /** Width that controls take at the upper right, screen pixels. */
  readonly asideWidth: number;
  /** Space at the top kept for caption and tray, screen pixels. */
  readonly headroom: number;
}

/** Draws the tree. A pure function of its argument: same scene, same pixels. */
export function paintTree(context: CanvasRenderingContext2D, tree: TreeScene): void {
  const { camera } = tree;
  const { ratio } = tree.brush;
  context.save();
  context.translate(
    -Math.round(camera.x * camera.scale * ratio) / ratio,
    -Math.round(camera.y * camera.scale * ratio) / ratio,
  );
  paintCurtain(context, tree);
  for (const edge of tree.picture.edges) paintEdge(context, tree, edge);
  paintStubs(context, tree);
  for (const card of tree.picture.cards) paintCard(context, tree, card);
  paintForks(context, tree);
  paintChips(context, tree);
  context.restore();
  if (tree.reorg !== undefined) paintReorg(context, tree, tree.reorg);
}

function unit(tree: TreeScene): number {
  return tree.metrics.cardHeight / 60;
}

/** The curtain: below it lies what only its miner knows. */
function paintCurtain(context: CanvasRenderingContext2D, tree: TreeScene): void {
  const { curtain } = tree.picture;
  if (curtain === undefined) return;
  const { brush, camera, width, height } = tree;
  const left = camera.x * camera.scale;
  const right = left + width;
  const bottom = camera.y * camera.scale + height;
  context.fillStyle = brush.palette.sunk;
  context.fillRect(left, curtain, right - left, Math.max(0, bottom - curtain));
  context.strokeStyle = brush.palette.ink3;
  context.lineWidth = 1.5;
  context.setLineDash([2, 5]);
  context.lineCap = 'round';
  context.beginPath();
  context.moveTo(left, curtain);
  context.lineTo(right, curtain);
  context.stroke();
  context.setLineDash([]);
  const text = brush.sprites.text(tree.words.notPublished, brush.sans(12, 600), brush.palette.ink2);
  stamp(context, text, left + 16, curtain + 3, brush.ratio);
}

function dashOf(state: BlockState): number[] {
  switch (state) {
    case 'stale':
      return [7, 5];
    case 'header':
      return [1.5, 5];
    case 'invalid':
      return [7, 5];
    default:
      return [];
  }
}

function swatchOf(tree: TreeScene, branch: number): Swatch {
  return branchSwatch(tree.brush.palette, branch);
}

function paintEdge(context: CanvasRenderingContext2D, tree: TreeScene, edge: Edge): void {
  const { x1, y1, x2, y2 } = edge;
  context.globalAlpha = edge.state === 'ghost' ? 0.25 : edge.state === 'stale' ? 0.7 : 1;
  context.strokeStyle = swatchOf(tree, edge.branch).colour;
  context.lineWidth = edge.state === 'active' || edge.state === 'withheld' ? 2.75 : 2;
  context.lineCap = edge.state === 'header' ? 'round' : 'butt';
  context.setLineDash(dashOf(edge.state));
  context.beginPath();
  context.moveTo(x1, y1);
  if (y1 === y2) context.lineTo(x1 + (x2 - x1) * edge.hooked, y2);
  else {
    const bend = Math.max(18, (x2 - x1) * 0.5);
    if (edge.hooked < 1) context.setLineDash([edge.hooked * (Math.abs(y2 - y1) + x2 - x1), 1e4]);
    context.bezierCurveTo(x1 + bend, y1, x2 - bend, y2, x2, y2);
  }
  context.stroke();
  context.setLineDash([]);
  context.globalAlpha = 1;
}

function paintStubs(context: CanvasRenderingContext2D, tree: TreeScene): void {
  const { brush, metrics, picture, words } = tree;
  const u = unit(tree);
  for (const stub of picture.stubs) {
    const swatch = swatchOf(tree, stub.branch);
    const focused = tree.focusedRun === stub.run.from;
    for (let sheet = 2; sheet >= 0; sheet--) {
      const inset = sheet * 4 * u;
      context.beginPath();
      traceRounded(
        context,
        stub.x - inset * 0.9,
        stub.y + inset,
        stub.width,
        metrics.cardHeight - 2 * inset,
        8,
      );
      context.fillStyle = brush.palette.paper;
      context.fill();
      context.fillStyle = swatch.wash;
      context.globalAlpha = sheet === 0 ? 0.75 : 0.5;
      context.fill();
      context.globalAlpha = sheet === 0 ? 1 : 0.5;
      context.strokeStyle = focused ? brush.palette.accent : swatch.colour;
      context.lineWidth = focused ? 2.5 : 1.25;
      if (stub.stale) context.setLineDash([4, 3]);
      context.stroke();
      context.setLineDash([]);
      context.globalAlpha = 1;
    }
    const count = brush.sprites.text(`… ${stub.count}`, brush.sans(15, 700), brush.palette.ink);
    const label = brush.sprites.text(words.quiet(stub.count), brush.sans(12, 500), brush.palette.ink2);
    const small = brush.sprites.text(words.quiet(stub.count), brush.sans(11, 500), brush.palette.ink2);
    const x = stub.x + stub.width / 2;
    stampCentred(context, count, x, stub.y + 21 * u, brush.ratio);
    if (label.width <= stub.width - 4) stampCentred(context, label, x, stub.y + 41 * u, brush.ratio);
    else if (small.width <= stub.width + 2) stampCentred(context, small, x, stub.y + 41 * u, brush.ratio);
  }
}

function paintCard(context: CanvasRenderingContext2D, tree: TreeScene, card: Card): void {
  const { brush, metrics, scene, words, picture } = tree;
  const { palette, sprites } = brush;
  const record = scene.blocks[card.block]!;
  const swatch = swatchOf(tree, card.branch);
  const { cardWidth: width, cardHeight: height } = metrics;
  const u = unit(tree);
  const { x } = card;
  const y = card.y - card.lift * 12 * u;
  const { ratio } = brush;
  const faded = card.state === 'ghost' ? 0.22 : 1;
  context.globalAlpha = faded * (0.55 + 0.45 * card.arrival);

  context.beginPath();
  traceRounded(context, x, y, width, height, 8);
  context.fillStyle = palette.paper;
  context.fill();
  if (card.state === 'stale' || card.state === 'invalid') {
    context.fillStyle = staleFill(context, brush);
    context.fill();
  } else if (card.state !== 'header' && card.state !== 'ghost') {
    context.fillStyle = swatch.wash;
    context.fill();
  }
  // The branch's own pattern along the left edge: the same swatch that fills its followers.
  if (card.state === 'active' || card.state === 'withheld') {
    context.save();
    context.clip();
    context.fillStyle = swatchFill(context, swatch, brush.ratio);
    context.fillRect(x, y, 11 * u, height);
    context.restore();
  }
  context.beginPath();
  traceRounded(context, x, y, width, height, 8);
  context.strokeStyle = card.state === 'invalid' ? palette.danger.colour : swatch.colour;
  context.lineWidth = card.state === 'active' || card.state === 'withheld' ? 2.25 : 1.75;
  context.lineCap = card.state === 'header' ? 'round' : 'butt';
  context.setLineDash(dashOf(card.state));
  context.stroke();
  context.setLineDash([]);

  // Below the words, whose ground keeps them readable.
  if (card.state === 'invalid') {
    context.strokeStyle = palette.danger.colour;
    context.lineWidth = 2;
    context.beginPath();
    context.moveTo(x + 4, y + 4);
    context.lineTo(x + width - 4, y + height - 4);
    context.moveTo(x + width - 4, y + 4);
    context.lineTo(x + 4, y + height - 4);
    context.stroke();
  }

  const quiet = card.state === 'stale' || card.state === 'invalid';
  const left = x + 15 * u;
  const ground = quiet ? palette.paper : undefined;
  const heightText = sprites.text(
    String(record.height),
    brush.sans(15, 700),
    quiet ? palette.ink2 : palette.ink,
    ground,
  );
  stamp(context, heightText, left - (ground === undefined ? 0 : 2), y + 5 * u, ratio);
  const idText = sprites.text(shortHash(record.hash), brush.mono(14, 600), swatch.colour, ground);
  stamp(context, idText, left - (ground === undefined ? 0 : 2), y + 23 * u, ratio);
  const miner = scene.nodes[record.miner];
  if (miner !== undefined) {
    const nameFont = brush.sans(12, 500);
    const nameRoom = width - 15 * u - heightText.width - 11 * u;
    const halo = ground === undefined ? 2 : 6;
    const fitting = fitName(miner.name, (text) => sprites.textWidth(text, nameFont) + halo <= nameRoom);
    const name = sprites.text(fitting, nameFont, palette.ink2, ground);
    const nameX = x + width - 8 * u - name.width;
    stamp(context, name, nameX, y + 7 * u, ratio);
    if (nameX - 12 * u > left + heightText.width) {
      context.beginPath();
      traceRole(context, scene.nodeRole[miner.index]!, nameX - 6 * u, y + 14.5 * u, 4.6 * u);
      context.fillStyle = palette.panel;
      context.fill();
      context.strokeStyle = palette.ink2;
      context.lineWidth = 1.4;
      context.stroke();
    }
  }
  paintPayments(context, tree, card, left, y);
  const tag =
    card.state === 'stale'
      ? words.stale
      : card.state === 'invalid'
        ? words.invalid
        : card.state === 'header'
          ? words.headerOnly
          : undefined;
  if (tag !== undefined) {
    const colour = card.state === 'invalid' ? palette.danger.colour : palette.ink2;
    const text = sprites.text(tag, brush.sans(11, 600), colour, palette.paper);
    // Beside the id where both fit, else in the corner below, over the payments.
    const beside = left + idText.width + text.width + 3 * u <= x + width;
    stamp(context, text, x + width - text.width - (beside ? 5 * u : 3), y + (beside ? 25 : 41) * u, ratio);
  }
  // Chain work: all that lies below, and, darker, what this block added.
  const barY = y + height + 5 * u;
  const barHeight = 5 * u;
  const workAt = (work: number) =>
    Math.max(0, Math.min(1, (work - picture.workBase) / picture.workSpan)) * width;
  const end = workAt(record.work);
  const start = workAt(record.work - record.blockWork);
  context.fillStyle = palette.line;
  context.beginPath();
  traceRounded(context, x, barY, width, barHeight, 2.5 * u);
  context.fill();
  context.fillStyle = swatch.colour;
  context.globalAlpha *= quiet ? 0.35 : 0.5;
  if (end > 0) {
    context.beginPath();
    traceRounded(context, x, barY, end, barHeight, 2.5 * u);
    context.fill();
  }
  context.globalAlpha = faded * (0.55 + 0.45 * card.arrival) * (quiet ? 0.75 : 1);
  if (end > start) {
    context.beginPath();
    traceRounded(context, x + start, barY, end - start, barHeight, 2.5 * u);
    context.fill();
  }
  if (card.leaf && tree.rivals > 1 && card.state !== 'ghost') {
    const text = sprites.text(
      words.work(formatQuantity(record.work - tree.commonWork)),
      brush.sans(12, 600),
      quiet ? palette.ink2 : swatch.colour,
    );
    stamp(context, text, x, barY + 7 * u, ratio);
  }
  context.globalAlpha = 1;
  paintCardRings(context, tree, card, y);
}

/** Payments as dots, the coinbase left out; many are told by number. */
function paintPayments(
  context: CanvasRenderingContext2D,
  tree: TreeScene,
  card: Card,
  left: number,
  y: number,
): void {
  const { brush, scene, reorg, metrics } = tree;
  const record = scene.blocks[card.block]!;
  const payments = record.transactions.length - 1;
  if (payments <= 0) return;
  const u = unit(tree);
  // In a card that says its state, the right half of this line may be taken by that word.
  const tagged = card.state === 'stale' || card.state === 'invalid' || card.state === 'header';
  const slots = tagged ? Math.min(2, slotsIn(metrics)) : slotsIn(metrics);
  const shown = Math.min(payments, slots);
  context.fillStyle = brush.palette.agreed.colour;
  context.beginPath();
  for (let slot = 0; slot < shown; slot++) {
    // While a reorganisation tells where a payment went, it is drawn there and not here.
    const tx = record.transactions[slot + 1]!;
    const moving = reorg?.txs.find((one) => one.tx === tx);
    if (moving !== undefined) {
      const away =
        (card.block === moving.fromBlock && moving.rise > 0) ||
        (card.block === moving.toBlock && moving.fall < 1);
      if (away) continue;
    }
    const cx = left + 4 * u + slot * 9 * u;
    context.moveTo(cx + 3 * u, y + 49 * u);
    context.arc(cx, y + 49 * u, 3 * u, 0, 2 * Math.PI);
  }
  context.fill();
  if (payments > shown) {
    const more = brush.sprites.text(`+${payments - shown}`, brush.sans(11, 600), brush.palette.ink2);
    stamp(context, more, left + shown * 9 * u + 1, y + 42 * u, brush.ratio);
  }
}

/** How many payment dots fit into a card. */
export function slotsIn(metrics: TreeMetrics): number {
  const u = metrics.cardHeight / 60;
  return Math.max(1, Math.floor((metrics.cardWidth - 15 * u - 26 * u) / (9 * u)));
}

/** Centre of payment dot `slot` of a card, world pixels. */
export function paymentSlot(metrics: TreeMetrics, card: Card, slot: number): { x: number; y: number } {
  const u = metrics.cardHeight / 60;
  const at = Math.min(slot, slotsIn(metrics));
  return { x: card.x + 19 * u + at * 9 * u, y: card.y + 49 * u };
}

function paintCardRings(context: CanvasRenderingContext2D, tree: TreeScene, card: Card, y: number): void {
  const { brush, metrics, selection, hover, scene } = tree;
  const outline = (width: number, alpha: number, dash: number[]) => {
    context.globalAlpha = alpha;
    context.strokeStyle = brush.palette.accent;
    context.lineWidth = width;
    context.setLineDash(dash);
    context.beginPath();
    traceRounded(context, card.x - 4, y - 4, metrics.cardWidth + 8, metrics.cardHeight + 8, 11);
    context.stroke();
    context.setLineDash([]);
    context.globalAlpha = 1;
  };
  const holds = (picked: Selection) =>
    (picked.kind === 'block' && picked.block === card.block) ||
    ((picked.kind === 'tx' || picked.kind === 'output') &&
      scene.blocks[card.block]!.transactions.includes(picked.tx));
  if (holds(hover)) outline(2, 0.5, []);
  if (holds(selection)) outline(2.5, 1, []);
  if (tree.focusedBlock === card.block) outline(2.5, 1, [6, 4]);
}

function paintForks(context: CanvasRenderingContext2D, tree: TreeScene): void {
  const { brush, picture, reorg, words } = tree;
  const u = unit(tree);
  for (const fork of picture.forks) {
    const told = reorg?.reorg.forkPoint === fork.block;
    if (told && reorg !== undefined && reorg.pulse > 0) {
      context.strokeStyle = brush.palette.accent;
      context.globalAlpha = 1 - reorg.pulse;
      context.lineWidth = 3;
      context.beginPath();
      context.arc(fork.x, fork.y, (6 + 18 * reorg.pulse) * u, 0, 2 * Math.PI);
      context.stroke();
      context.globalAlpha = 1;
    }
    const lively = fork.open || told;
    context.beginPath();
    context.arc(fork.x, fork.y, (lively ? 6 : 4) * u, 0, 2 * Math.PI);
    context.fillStyle = brush.palette.paper;
    context.fill();
    context.strokeStyle = lively ? brush.palette.accent : brush.palette.ink3;
    context.lineWidth = lively ? 3 : 2;
    context.stroke();
    if (!lively) continue;
    const text = brush.sprites.text(
      words.forkPoint,
      brush.sans(12, 600),
      brush.palette.accent,
      brush.palette.paper,
    );
    stampCentred(context, text, fork.x, fork.y - tree.metrics.cardHeight / 2 - 11 * u, brush.ratio);
  }
}

function paintChips(context: CanvasRenderingContext2D, tree: TreeScene): void {
  const { brush, metrics, picture, selection, hover } = tree;
  const { palette } = brush;
  const height = metrics.chipHeight;
  for (const chip of picture.chips) {
    const swatch = swatchOf(tree, chip.branch);
    const picked = chip.node >= 0 && selection.kind === 'node' && selection.node === chip.node;
    const touched = chip.node >= 0 && hover.kind === 'node' && hover.node === chip.node;
    context.beginPath();
    traceRounded(context, chip.x, chip.y, chip.width, height, height / 2);
    context.fillStyle = palette.paper;
    context.fill();
    context.fillStyle = swatchFill(context, swatch, brush.ratio);
    context.fill();
    context.strokeStyle = picked || touched ? palette.accent : swatch.colour;
    context.lineWidth = picked ? 2.5 : chip.sliding ? 2 : 1.25;
    context.stroke();
    const text = brush.sprites.text(
      chip.label,
      brush.sans(12, 600),
      palette.ink,
      swatch.pattern === 'solid' ? undefined : swatch.wash,
    );
    stampCentred(context, text, chip.x + chip.width / 2, chip.y + height / 2, brush.ratio);
  }
}

const staleTiles = new Map<string, CanvasPattern>();

/** Grey hatching that leans the other way than any branch's pattern: out of the race. */
function staleFill(context: CanvasRenderingContext2D, brush: Brush): string | CanvasPattern {
  const key = `${brush.palette.line} ${brush.ratio}`;
  const known = staleTiles.get(key);
  if (known !== undefined) return known;
  const tile = document.createElement('canvas');
  const size = 8;
  tile.width = size * brush.ratio;
  tile.height = size * brush.ratio;
  const inner = tile.getContext('2d');
  if (inner === null) return brush.palette.sunk;
  inner.scale(brush.ratio, brush.ratio);
  inner.strokeStyle = brush.palette.line;
  inner.lineWidth = 2;
  inner.stroke(new Path2D('M-2 6 L2 10 M-2 -2 L10 10 M6 -2 L10 2'));
  const made = context.createPattern(tile, 'repeat');
  if (made === null) return brush.palette.sunk;
  made.setTransform(new DOMMatrix().scale(1 / brush.ratio));
  staleTiles.set(key, made);
  return made;
}

/** As much of a name as fits, at least its first letter. */
function fitName(name: string, fits: (text: string) => boolean): string {
  if (fits(name)) return name;
  for (let length = name.length - 1; length > 1; length--) {
    const cut = `${name.slice(0, length)}…`;
    if (fits(cut)) return cut;
  }
  return name.slice(0, 1);
}
