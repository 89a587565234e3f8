import type { History } from '#app/history';
import type { Selection } from '#app/studio-state';
import { LogKind } from '#simulation/log';
import { shortHash } from '../format/short-hash.ts';
import { formatClock } from '../format/sim-time.ts';

/** One step of the way from the network to what is open: a proper name, or a text key with its values. */
export interface Crumb {
  readonly to: Selection;
  readonly text:
    | { readonly name: string }
    | {
        readonly key: 'network' | 'block' | 'tx' | 'output' | 'reorg' | 'attack' | 'message' | 'link';
        readonly values: Readonly<Record<string, string | number>>;
      };
}

/** The way to `selection`, the network first: through the node it belongs to, the block that holds it on the branch of
 * `tip`, and the transaction it is part of.
 * @param tip block index of the viewer's active tip, −1 when there is none */
export function breadcrumbOf(history: History, selection: Selection, tip: number): readonly Crumb[] {
  const network: Crumb = { to: { kind: 'none' }, text: { key: 'network', values: {} } };
  switch (selection.kind) {
    case 'none':
      return [network];
    case 'node':
      return [network, ...nodeCrumb(history, selection.node)];
    case 'link': {
      const link = history.links[selection.link];
      if (link === undefined) return [network];
      const values = { a: history.nodes[link.a]?.name ?? '?', b: history.nodes[link.b]?.name ?? '?' };
      return [network, { to: selection, text: { key: 'link', values } }];
    }
    case 'block':
      return [network, ...minerCrumb(history, selection.block), ...blockCrumb(history, selection.block)];
    case 'tx':
      return [network, ...txCrumbs(history, selection.tx, tip)];
    case 'output':
      return [
        network,
        ...txCrumbs(history, selection.tx, tip),
        { to: selection, text: { key: 'output', values: { vout: selection.vout } } },
      ];
    case 'message': {
      const row = history.row(selection.row);
      const command = row === undefined ? '?' : (history.payloads[row.object]?.command ?? '?');
      return [
        network,
        ...(row === undefined ? [] : nodeCrumb(history, row.a)),
        { to: selection, text: { key: 'message', values: { command } } },
      ];
    }
    case 'reorg': {
      const row = history.row(selection.row);
      const time = row === undefined ? '' : formatClock(row.time);
      return [
        network,
        ...(row?.kind === LogKind.tip ? nodeCrumb(history, row.a) : []),
        { to: selection, text: { key: 'reorg', values: { time } } },
      ];
    }
    case 'attack':
      return [
        network,
        ...nodeCrumb(history, selection.attacker),
        { to: selection, text: { key: 'attack', values: {} } },
      ];
  }
}

function nodeCrumb(history: History, node: number): Crumb[] {
  const record = history.nodes[node];
  return record === undefined ? [] : [{ to: { kind: 'node', node }, text: { name: record.name } }];
}

function minerCrumb(history: History, block: number): Crumb[] {
  return nodeCrumb(history, history.blocks[block]?.miner ?? -1);
}

function blockCrumb(history: History, block: number): Crumb[] {
  const record = history.blocks[block];
  if (record === undefined) return [];
  const values = { height: record.height, hash: shortHash(record.hash) };
  return [{ to: { kind: 'block', block }, text: { key: 'block', values } }];
}

function txCrumbs(history: History, tx: number, tip: number): Crumb[] {
  const record = history.transactions[tx];
  if (record === undefined) return [];
  const block = tip < 0 ? -1 : history.confirmedIn(tx, tip);
  return [
    ...(block < 0 ? [] : blockCrumb(history, block)),
    { to: { kind: 'tx', tx }, text: { key: 'tx', values: { txid: shortHash(record.txid) } } },
  ];
}
