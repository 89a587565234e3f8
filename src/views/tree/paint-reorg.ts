import { traceRounded } from '../canvas/shapes.ts';
import { stamp, stampCentred } from '../canvas/sprites.ts';
import { shortHash } from '../format/short-hash.ts';
import type { Card } from './compose-tree.ts';
import { paymentSlot, type TreeScene } from './paint-tree.ts';
import type { ReorgMoment, TxInStory } from './reorg-story.ts';

/** Draws the mempool tray of a reorganisation and the transactions on their way through it, over the tree. */
export function paintReorg(context: CanvasRenderingContext2D, tree: TreeScene, moment: ReorgMoment): void {
  if (moment.txs.length === 0 || moment.tray <= 0) return;
  const { overlayBrush: brush, scene } = tree;
  const width = tree.width - tree.asideWidth;
  const { palette, sprites } = brush;
  const u = brush.scale;
  const slotWidth = slotPitch(moment, width, u);
  const name = scene.nodes[moment.reorg.node]?.name ?? '';
  const label = sprites.text(tree.words.mempoolOf(name), brush.sans(12, 600), palette.ink2);
  const more =
    moment.untold > 0 ? sprites.text(`+${moment.untold}`, brush.sans(12, 600), palette.ink2) : undefined;
  const trayWidth = Math.min(
    width - 24,
    label.width + 24 * u + moment.txs.length * slotWidth + (more === undefined ? 0 : more.width + 4 * u),
  );
  const trayX = 16;
  const trayY = tree.headroom - 36 * u;
  const trayHeight = 32 * u;
  const cards = new Map<number, Card>(tree.picture.cards.map((card) => [card.block, card]));

  context.globalAlpha = moment.tray;
  context.beginPath();
  traceRounded(context, trayX, trayY, trayWidth, trayHeight, 8);
  context.fillStyle = palette.panel;
  context.fill();
  context.strokeStyle = palette.pending.colour;
  context.lineWidth = 1.5;
  context.setLineDash([4, 3]);
  context.stroke();
  context.setLineDash([]);
  stamp(context, label, trayX + 10 * u, trayY + (trayHeight - label.height) / 2, brush.ratio);
  if (more !== undefined) {
    stamp(
      context,
      more,
      trayX + trayWidth - more.width - 8 * u,
      trayY + (trayHeight - more.height) / 2,
      brush.ratio,
    );
  }
  context.globalAlpha = 1;

  const toScreen = (point: { x: number; y: number }) => ({
    x: point.x - tree.camera.x * tree.camera.scale,
    y: point.y - tree.camera.y * tree.camera.scale,
  });
  const place = (block: number, slot: number) => {
    const card = cards.get(block);
    return card === undefined ? undefined : toScreen(paymentSlot(tree.metrics, card, slot));
  };
  for (const tx of moment.txs) {
    const tray = {
      x: trayX + label.width + 18 * u + (tx.traySlot + 0.5) * slotWidth,
      y: trayY + trayHeight / 2,
    };
    const source = place(tx.fromBlock, tx.fromSlot) ?? { x: tray.x, y: tray.y + 60 };
    const target = tx.toBlock >= 0 ? (place(tx.toBlock, tx.toSlot) ?? tray) : tray;
    if (tx.rise <= 0 || (tx.fall >= 1 && tx.toBlock >= 0)) continue;
    const x = mix(mix(source.x, tray.x, tx.rise), target.x, tx.fall);
    const y = mix(mix(source.y, tray.y, tx.rise), target.y, tx.fall);
    const home = tx.rise >= 1 && tx.fall <= 0;
    paintTransaction(context, tree, tx, x, y, slotWidth, home);
  }
}

function paintTransaction(
  context: CanvasRenderingContext2D,
  tree: TreeScene,
  tx: TxInStory,
  x: number,
  y: number,
  slotWidth: number,
  home: boolean,
): void {
  const { overlayBrush: brush, scene } = tree;
  const { palette, sprites } = brush;
  const u = brush.scale;
  const roomy = slotWidth >= 50 * u;
  const dotX = home && roomy ? x - 16 * u : x;
  const id = shortHash(scene.transactions[tx.tx]?.txid ?? '');
  const conflicted = tx.fate === 'conflicted' && tx.verdict > 0;
  const waits = tx.fate === 'back-in-mempool' && tx.verdict > 0;
  const colour = conflicted ? palette.danger.colour : waits ? palette.pending.colour : palette.agreed.colour;
  context.fillStyle = colour;
  context.strokeStyle = colour;
  if (conflicted) {
    const half = 5 * u;
    context.lineWidth = 2.5;
    context.lineCap = 'round';
    context.beginPath();
    context.moveTo(dotX - half, y - half);
    context.lineTo(dotX + half, y + half);
    context.moveTo(dotX + half, y - half);
    context.lineTo(dotX - half, y + half);
    context.stroke();
  } else {
    context.beginPath();
    context.arc(dotX, y, 4.5 * u, 0, 2 * Math.PI);
    context.fill();
  }
  if (!home || !roomy) return;
  const text = sprites.text(id, brush.mono(12, 600), colour);
  stamp(context, text, dotX + 7 * u, y - text.height / 2, brush.ratio);
  if (!conflicted) return;
  const spender = scene.transactions[tx.conflict];
  if (spender === undefined) return;
  const why = sprites.text(
    tree.words.spentBy(shortHash(spender.txid)),
    brush.sans(11, 600),
    palette.danger.colour,
    palette.paper,
  );
  context.globalAlpha = tx.verdict;
  stampCentred(context, why, x, y + 25 * u, brush.ratio);
  context.globalAlpha = 1;
}

function slotPitch(moment: ReorgMoment, width: number, u: number): number {
  const room = (width - 32 - 180 * u) / Math.max(1, moment.txs.length);
  return Math.max(14 * u, Math.min(60 * u, room));
}

function mix(from: number, to: number, amount: number): number {
  return from + (to - from) * amount;
}
