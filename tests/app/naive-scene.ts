import type { LogRow } from '#app/history';
import type { Playhead } from '#app/scene';
import { LogKind } from '#simulation/log';
import { type NewRecords, type Role, roles } from '#simulation/records';

/** What the world looks like at a playhead, by reading every row from the start: the definition of `Scene`. */
export function naiveScene(rows: readonly LogRow[], records: NewRecords, playhead: Playhead) {
  const nodes = records.nodes.map(({ role }) => ({
    born: 0,
    online: 0,
    tip: -1,
    mempool: 0,
    hashRate: 0,
    burst: 0,
    miningOn: -1,
    stated: { time: 0, tries: 0 },
    secret: 0,
    role,
  }));
  const links = records.links.map(() => 0);
  const found = records.blocks.map((block) => (block.foundAt < 0 ? 1 : 0));
  const holders = records.blocks.map(() => 0);
  const underWay = new Map<number, LogRow>();
  for (const row of rows.slice(0, playhead.index)) {
    const node = nodes[row.a] as (typeof nodes)[number];
    switch (row.kind) {
      case LogKind.nodeUp:
        Object.assign(node, { born: 1, online: 1, hashRate: row.x, burst: 0 });
        node.stated = { time: row.time, tries: 0 };
        break;
      case LogKind.nodeDown:
        Object.assign(node, { online: 0, hashRate: 0, burst: 0 });
        break;
      case LogKind.tip:
        node.tip = row.object;
        break;
      case LogKind.txAccepted:
      case LogKind.txRemoved:
      case LogKind.txReturned:
        node.mempool = row.x;
        break;
      case LogKind.hashRate:
        Object.assign(node, { hashRate: row.x, burst: row.b });
        node.stated = { time: row.time, tries: row.object };
        break;
      case LogKind.mining:
        node.miningOn = row.object;
        node.stated = { time: row.time, tries: row.x };
        break;
      case LogKind.secret:
        node.secret = row.x;
        break;
      case LogKind.role:
        node.role = roles[row.x] as Role;
        break;
      case LogKind.linkUp:
        links[row.object] = 1;
        break;
      case LogKind.linkDown:
        links[row.object] = 0;
        break;
      case LogKind.blockFound:
        found[row.object] = 1;
        break;
      case LogKind.blockAccepted:
        holders[row.object] = (holders[row.object] ?? 0) + 1;
        break;
      case LogKind.send:
        underWay.set(row.row, row);
        break;
      case LogKind.lost:
        for (const [key, sent] of underWay) {
          if (sent.time === row.x && sent.object === row.object && sent.a === row.b && sent.b === row.a) {
            underWay.delete(key);
          }
        }
        break;
      default:
        break;
    }
  }
  return {
    nodeBorn: nodes.map((node) => node.born),
    nodeOnline: nodes.map((node) => node.online),
    nodeTip: nodes.map((node) => node.tip),
    nodeMempool: nodes.map((node) => node.mempool),
    nodeHashRate: nodes.map((node) => node.hashRate),
    nodeBurst: nodes.map((node) => node.burst),
    nodeMiningOn: nodes.map((node) => (mines(node) ? node.miningOn : -1)),
    nodeTries: nodes.map((node) =>
      !mines(node)
        ? 0
        : node.stated.tries + Math.floor((node.hashRate * (playhead.time - node.stated.time)) / 1e6),
    ),
    nodeRole: nodes.map((node) => node.role),
    nodeSecret: nodes.map((node) => node.secret),
    linkUp: links,
    blockFound: found,
    blockHolders: holders.map((count, block) => (found[block] === 1 ? count : 0)),
    inFlight: [...underWay.values()].filter((row) => row.x > playhead.time).map((row) => row.row),
  };
}

function mines(node: { online: number; hashRate: number; miningOn: number }): boolean {
  return node.online === 1 && node.hashRate > 0 && node.miningOn >= 0;
}
