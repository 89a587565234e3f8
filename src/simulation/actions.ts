import { conflictingPayment, createPayment } from '#bitcoin/wallet/create-payment';
import { payScript } from './actions/pay-script.ts';
import { sendBroken } from './actions/send-broken.ts';
import { setRole } from './actions/set-role.ts';
import { submitTx } from './actions/submit-tx.ts';
import { mineSecretly, playOn, publishByHand, startDoubleSpend } from './actors/double-spend.ts';
import { setFlood } from './actors/flood.ts';
import { forgeBlock } from './actors/forge-block.ts';
import { startRace } from './actors/race.ts';
import { setStrategy } from './actors/set-strategy.ts';
import { steal } from './actors/theft.ts';
import { pay, spendableCoins } from './actors/traffic.ts';
import { LinkDownCause, LogKind } from './log.ts';
import { txMessage } from './node/message.ts';
import type { NodeState } from './node/node-state.ts';
import { submitTransaction } from './node/transactions.ts';
import { pairKey } from './pair-key.ts';
import type { Action } from './run.ts';
import { beatByHand } from './stage/beats.ts';
import { changeScript, receivingScript, walletOf } from './wallets.ts';
import type { World } from './world.ts';
import type { SeveredLink } from './world-state.ts';

/** Outbound connections a peer that was added by hand looks for. */
const newcomerOutbound = 3;

/** Carries out one action now.
 * @returns why it could not be done (a key that the screen explains), or undefined */
export function applyAction(world: World, action: Action): string | undefined {
  switch (action.type) {
    case 'pay':
      return withNodes(world, [action.from, action.to], ([from, to]) => {
        const result = pay(
          world,
          from!,
          to!,
          BigInt(action.amount),
          action.feeRate ?? 10,
          action.lock ?? 'p2wpkh',
        );
        return typeof result === 'string' ? result : undefined;
      });
    case 'conflict':
      return withNodes(world, [action.from, action.to, action.other], ([from, to, other]) =>
        payTwice(world, from!, to!, other!, BigInt(action.amount)),
      );
    case 'set-hash-rate':
      return withNodes(world, [action.node], ([node]) => {
        node!.miner.hashRate = action.hashRate;
        world.setRate(node!);
        return undefined;
      });
    case 'set-role':
      return withNodes(world, [action.node], ([node]) => setRole(world, node!, action.role));
    case 'mine-now':
      return withNodes(world, [action.node], ([node]) => {
        if (!node!.online) return 'not-running';
        world.burst(node!);
        return undefined;
      });
    case 'collide':
      return withNodes(world, action.nodes, ([a, b]) => collide(world, a!, b!));
    case 'connect':
      return withNodes(world, [action.a, action.b], ([a, b]) => connect(world, a!, b!));
    case 'cut':
      return withNodes(world, [action.a, action.b], ([a, b]) => cut(world, a!, b!));
    case 'partition':
      return partition(world, action.groups);
    case 'heal':
      return heal(world);
    case 'add-node':
      return addNode(world, action);
    case 'stop-node':
      return withNodes(world, [action.node], ([node]) => {
        if (!node!.online) return 'not-running';
        world.stopNode(node!);
        return undefined;
      });
    case 'start-node':
      return withNodes(world, [action.node], ([node]) => startNode(world, node!, action.forgets === true));
    case 'traffic':
      world.restartTraffic(action.meanWaitMicros);
      return undefined;
    case 'mine-secretly':
      return withNodes(world, [action.node], ([node]) => {
        if (node!.strategy !== undefined) return 'has-strategy';
        return mineSecretly(world, node!, action.depth);
      });
    case 'publish':
      return withNodes(world, [action.node], ([node]) => {
        if (node!.strategy !== undefined) return 'has-strategy';
        return publishByHand(world, node!);
      });
    case 'double-spend':
      return withNodes(world, [action.attacker, action.merchant], ([attacker, merchant]) =>
        attacker!.strategy !== undefined
          ? 'has-strategy'
          : startDoubleSpend(world, attacker!, merchant!, { ...action, amount: BigInt(action.amount) }),
      );
    case 'play-on':
      return withNodes(world, [action.node], ([node]) => playOn(world, node!));
    case 'strategy': {
      const names = action.victim === undefined ? [action.node] : [action.node, action.victim];
      return withNodes(world, names, ([node, victim]) =>
        setStrategy(world, node!, { strategy: action.strategy, victim, giveUp: action.giveUp ?? 2 }),
      );
    }
    case 'race':
      return withNodes(
        world,
        [action.attacker, action.merchant, ...(action.via === undefined ? [] : [action.via])],
        ([attacker, merchant, via]) =>
          startRace(world, attacker!, merchant!, {
            amount: BigInt(action.amount),
            how: action.how ?? 'split',
            via,
            feeRate: action.feeRate ?? 15,
            rivalFeeRate: action.rivalFeeRate ?? 15,
            replaceable: action.replaceable === true,
            confirmations: action.confirmations ?? 0,
            listenMicros: action.listenMicros ?? 0,
            watch: action.watch === true,
            refuseReplaceable: action.refuseReplaceable === true,
          }),
      );
    case 'finney':
      return withNodes(world, [action.attacker, action.merchant], ([attacker, merchant]) =>
        attacker!.strategy !== undefined
          ? 'has-strategy'
          : startDoubleSpend(world, attacker!, merchant!, {
              amount: BigInt(action.amount),
              confirmations: action.confirmations ?? 0,
              giveUpDeficit: action.giveUpDeficit ?? 2,
              preMined: 1,
              handOverMicros: action.handOverMicros ?? 0,
            }),
      );
    case 'flood':
      return withNodes(world, [action.node], ([node]) =>
        setFlood(world, node!, {
          gapMicros: action.gapMicros,
          feeRate: action.feeRate ?? 30,
          outputs: action.outputs ?? 30,
        }),
      );
    case 'steal':
      return withNodes(world, [action.node, action.victim], ([thief, victim]) =>
        steal(world, thief!, victim!),
      );
    case 'forge-block': {
      const { victim } = action;
      if (action.what === 'mint')
        return withNodes(world, [action.node], ([node]) =>
          forgeBlock(world, node!, { kind: 'mint', extra: BigInt(action.extra ?? '5000000000') }),
        );
      if (victim === undefined) return 'no-such-node';
      return withNodes(world, [action.node, victim], ([node, owner]) =>
        forgeBlock(world, node!, { kind: 'steal', victim: owner! }),
      );
    }
    case 'tamper':
      return withNodes(world, [action.from, action.to], ([from, to]) => {
        const tamper = {
          from: from!.index,
          to: to!.index,
          command: action.command,
          how: action.how,
          delayMicros: action.delayMicros ?? 5_000_000,
        };
        world.variables.tampers = [...world.variables.tampers, tamper];
        return undefined;
      });
    case 'pay-script':
      return withNodes(world, [action.from], ([from]) =>
        payScript(world, from!, action.script, BigInt(action.amount)),
      );
    case 'submit-tx':
      return withNodes(world, [action.node], ([node]) => submitTx(world, node!, action.hex));
    case 'send-broken':
      return withNodes(world, [action.node], ([node]) =>
        sendBroken(world, node!, action.kind, action.id, action),
      );
    case 'beat':
      return beatByHand(world, action.beat);
  }
}

function withNodes(
  world: World,
  names: readonly string[],
  act: (nodes: NodeState[]) => string | undefined,
): string | undefined {
  const nodes: NodeState[] = [];
  for (const name of names) {
    const index = world.indexOf(name);
    if (index === undefined) return 'no-such-node';
    nodes.push(world.own(index));
  }
  return new Set(names).size < names.length ? 'same-node-twice' : act(nodes);
}

/** Two payments of one coin, each handed to another half of the neighbours. */
function payTwice(
  world: World,
  from: NodeState,
  to: NodeState,
  other: NodeState,
  amount: bigint,
): string | undefined {
  const wallet = walletOf(from.name);
  const coins = spendableCoins(world, from);
  const first = createPayment({
    wallet,
    coins,
    to: receivingScript(to.name),
    amount,
    feeRateSatPerVb: 10,
    changeScript: changeScript(from.name),
  });
  if (!first.ok) return 'insufficient-funds';
  const second = conflictingPayment({
    wallet,
    coins: first.selected,
    to: receivingScript(other.name),
    fee: first.fee,
  });
  if (!second.ok) return 'insufficient-funds';
  const one = world.registerTx(first.tx, from.index, to.index, amount);
  const two = world.registerTx(second.tx, from.index, other.index, amount);
  world.logTx(LogKind.payment, from.index, to.index, one, Number(amount));
  world.logTx(LogKind.payment, from.index, other.index, two, Number(amount));
  const ready = from.peers.filter((peer) => peer.ready);
  const half = Math.ceil(ready.length / 2);
  for (const peer of ready.slice(half)) {
    world.knowledge.setTold(peer.incoming, two.id);
    world.knowledge.setTold(peer.incoming, one.id);
    world.send(from, peer, txMessage(two));
  }
  return submitTransaction(world, from, undefined, one);
}

function collide(world: World, a: NodeState, b: NodeState): string | undefined {
  if (!a.online || !b.online) return 'not-running';
  for (const [node, other] of [
    [a, b],
    [b, a],
  ] as const) {
    node.miner.holdWith = other.index;
    node.miner.held = undefined;
  }
  world.burst(a);
  world.burst(b);
  return undefined;
}

function connect(world: World, a: NodeState, b: NodeState): string | undefined {
  const pairs = new Set(world.variables.cutPairs);
  pairs.delete(pairKey(a.index, b.index));
  world.variables.cutPairs = pairs;
  if (world.linkBetween(a.index, b.index) !== undefined) return 'already-connected';
  if (!world.reachable(a.index, b.index)) return 'not-reachable';
  a.dialing++;
  world.dial(a, b.index);
  return undefined;
}

function cut(world: World, a: NodeState, b: NodeState): string | undefined {
  const link = world.linkBetween(a.index, b.index);
  if (link === undefined) return 'not-connected';
  world.variables.cutPairs = new Set([...world.variables.cutPairs, pairKey(a.index, b.index)]);
  world.variables.severed = [...world.variables.severed, { a: link.a, b: link.b }];
  world.closeLink(link.index, LinkDownCause.cut);
  return undefined;
}

function partition(world: World, groups: readonly (readonly string[])[]): string | undefined {
  const groupOf: number[] = world.nodes.map(() => -1);
  for (const [group, names] of groups.entries()) {
    for (const name of names) {
      const index = world.indexOf(name);
      if (index === undefined) return 'no-such-node';
      groupOf[index] = group;
    }
  }
  world.variables.partition = groupOf;
  const severed: SeveredLink[] = [];
  for (const link of [...world.links]) {
    if (!world.isOpen(link) || groupOf[link.a] === groupOf[link.b]) continue;
    severed.push({ a: link.a, b: link.b });
    world.closeLink(link.index, LinkDownCause.partition);
  }
  world.variables.severed = [...world.variables.severed, ...severed];
  return undefined;
}

/** Cables are whole again: whoever had dialled dials once more, shakes hands and asks for headers. */
function heal(world: World): string | undefined {
  const { severed, partition: wasParted, cutPairs } = world.variables;
  if (severed.length === 0 && wasParted === undefined && cutPairs.size === 0) return 'nothing-to-heal';
  world.variables.partition = undefined;
  world.variables.cutPairs = new Set();
  world.variables.severed = [];
  for (const { a, b } of severed) redial(world, a, b);
  return undefined;
}

function redial(world: World, a: number, b: number): void {
  const node = world.own(a);
  if (!node.online || world.linkBetween(a, b) !== undefined) return;
  node.dialing++;
  world.dial(node, b);
}

function addNode(world: World, action: Extract<Action, { type: 'add-node' }>): string | undefined {
  if (world.indexOf(action.name) !== undefined) return 'name-taken';
  const seeds = world.nodes.filter((node) => node.online).slice(0, 2);
  const node = world.addNode(action, action.hashRate, true, false, newcomerOutbound);
  for (const seed of seeds) node.addresses.add(seed.index);
  for (const seed of seeds) redial(world, node.index, seed.index);
  return undefined;
}

function startNode(world: World, node: NodeState, forgets: boolean): string | undefined {
  if (node.online) return 'already-running';
  const former = forgets ? undefined : world.variables.stoppedPeers.get(node.index);
  if (former === undefined && node.outboundTarget === 0) node.outboundTarget = newcomerOutbound;
  world.startNode(node);
  const dials = former ?? (forgets ? [] : [...node.addresses].slice(0, 2));
  for (const other of dials) redial(world, node.index, other);
  return undefined;
}
