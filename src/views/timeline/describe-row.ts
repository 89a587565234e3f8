import type { History, LogRow } from '#app/history';
import { AttackPhase, LogKind } from '#simulation/log';
import type { Action } from '#simulation/run';
import { formatAmount } from '../format/coins.ts';
import { shortHash } from '../format/short-hash.ts';
import type { Say } from '../use-text.ts';

/** One log row as a sentence, for the live region, the list of events and the lanes; undefined for rows that say
 * nothing to a listener. */
export function describeRow(row: LogRow, history: History, t: Say<'timeline'>): string | undefined {
  const node = (index: number) => history.nodes[index]?.name ?? '?';
  const block = (index: number) => {
    const record = history.blocks[index];
    return record === undefined ? '?' : `${record.height} (${shortHash(record.hash)})`;
  };
  const tx = (index: number) => shortHash(history.transactions[index]?.txid ?? '????');
  const reason = () => history.reasons[row.x] ?? '?';
  switch (row.kind) {
    case LogKind.blockFound:
      return t('row.blockFound', { node: node(row.a), block: block(row.object) });
    case LogKind.tip: {
      if (row.x === 0) return undefined;
      const reorg = history.reorganisations.find((candidate) => candidate.row === row.row);
      return t('row.reorg', { node: node(row.a), out: row.x, in: reorg?.connected.length ?? '?' });
    }
    case LogKind.blockRejected:
      return t('row.blockRejected', { node: node(row.a), block: block(row.object), reason: reason() });
    case LogKind.txRejected:
      return t('row.txRejected', { node: node(row.a), tx: tx(row.object), reason: reason() });
    case LogKind.linkUp:
      return t('row.linkUp', { a: node(row.a), b: node(row.b) });
    case LogKind.linkDown:
      return t('row.linkDown', { a: node(row.a), b: node(row.b) });
    case LogKind.misbehaviour:
      return t('row.misbehaviour', { a: node(row.a), b: node(row.b), reason: reason() });
    case LogKind.nodeUp:
      return t('row.nodeUp', { node: node(row.a) });
    case LogKind.nodeDown:
      return t('row.nodeDown', { node: node(row.a) });
    case LogKind.secret:
      return t(row.x === 1 ? 'row.secretOn' : 'row.secretOff', { node: node(row.a) });
    case LogKind.withheld:
      return t('row.withheld', { node: node(row.a), block: block(row.object) });
    case LogKind.published:
      return t('row.published', { node: node(row.a), count: row.x });
    case LogKind.payment: {
      const amount = formatAmount(history.transactions[row.object]?.amount ?? '');
      return row.b < 0
        ? t('row.lock', { a: node(row.a), amount })
        : t('row.payment', { a: node(row.a), b: node(row.b), amount });
    }
    case LogKind.attack:
      return t(attackKeys[row.x] ?? 'attack.gaveUp', { attacker: node(row.a), merchant: node(row.b) });
    case LogKind.action: {
      const action = history.actions[row.object]?.action;
      return action === undefined ? undefined : describeAction(action, t);
    }
    case LogKind.actionRefused: {
      const action = history.actions[row.object]?.action;
      const what = action === undefined ? '?' : describeAction(action, t);
      return t('row.actionRefused', { what, reason: reason() });
    }
    default:
      return undefined;
  }
}

/** An action in words: “Eve pays Shop 2.00”. */
export function describeAction(action: Action, t: Say<'timeline'>): string {
  switch (action.type) {
    case 'pay':
      return t('did.pay', { a: action.from, b: action.to, amount: formatAmount(action.amount) });
    case 'conflict':
      return t('did.conflict', { a: action.from, b: action.to, c: action.other });
    case 'set-hash-rate':
      return t('did.hashRate', { node: action.node, rate: action.hashRate });
    case 'set-role':
      return t(`did.role.${action.role}`, { node: action.node });
    case 'mine-now':
      return t('did.mineNow', { node: action.node });
    case 'collide':
      return t('did.collide', { a: action.nodes[0], b: action.nodes[1] });
    case 'connect':
      return t('did.connect', { a: action.a, b: action.b });
    case 'cut':
      return t('did.cut', { a: action.a, b: action.b });
    case 'partition':
      return t('did.partition');
    case 'heal':
      return t('did.heal');
    case 'add-node':
      return t('did.addNode', { node: action.name });
    case 'stop-node':
      return t('did.stopNode', { node: action.node });
    case 'start-node':
      return t('did.startNode', { node: action.node });
    case 'traffic':
      return t(action.meanWaitMicros > 0 ? 'did.trafficOn' : 'did.trafficOff');
    case 'mine-secretly':
      return t('did.mineSecretly', { node: action.node });
    case 'publish':
      return t('did.publish', { node: action.node });
    case 'double-spend':
      return t('did.doubleSpend', { a: action.attacker, b: action.merchant });
    case 'play-on':
      return t('did.playOn', { node: action.node });
    case 'strategy':
      return t(`did.strategy.${action.strategy}`, { node: action.node, victim: action.victim ?? '?' });
    case 'race':
      return t('did.race', { a: action.attacker, b: action.merchant });
    case 'finney':
      return t('did.finney', { a: action.attacker, b: action.merchant });
    case 'flood':
      return t(action.gapMicros > 0 ? 'did.floodOn' : 'did.floodOff', { node: action.node });
    case 'steal':
      return t('did.steal', { node: action.node, victim: action.victim });
    case 'forge-block':
      return action.what === 'mint'
        ? t('did.forgeMint', { node: action.node })
        : t('did.forgeTheft', { node: action.node, victim: action.victim ?? '?' });
    case 'tamper':
      return t(`did.tamper.${action.how}`, { command: action.command, a: action.from, b: action.to });
    case 'pay-script':
      return t('did.payScript', { a: action.from, amount: formatAmount(action.amount) });
    case 'submit-tx':
      return t('did.submitTx', { node: action.node });
    case 'send-broken':
      return t(action.kind === 'block' ? 'did.sendBrokenBlock' : 'did.sendBrokenTx', { node: action.node });
    case 'beat':
      return t('did.beat');
  }
}

const attackKeys: Readonly<Record<number, AttackKey>> = {
  [AttackPhase.paid]: 'attack.paid',
  [AttackPhase.secretStarted]: 'attack.secretStarted',
  [AttackPhase.merchantSatisfied]: 'attack.merchantSatisfied',
  [AttackPhase.published]: 'attack.published',
  [AttackPhase.succeeded]: 'attack.succeeded',
  [AttackPhase.gaveUp]: 'attack.gaveUp',
  [AttackPhase.rivalSent]: 'attack.rivalSent',
  [AttackPhase.keptGoods]: 'attack.keptGoods',
};
type AttackKey =
  | 'attack.paid'
  | 'attack.secretStarted'
  | 'attack.merchantSatisfied'
  | 'attack.published'
  | 'attack.succeeded'
  | 'attack.gaveUp'
  | 'attack.rivalSent'
  | 'attack.keptGoods';
