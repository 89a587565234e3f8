import { type BlockIndex, extendIndex, genesisIndex } from '#bitcoin/chain/block-index';
import { blockTemplate } from '#bitcoin/chain/block-template';
import { UtxoSet } from '#bitcoin/chain/coins';
import { createCoinbase } from '#bitcoin/chain/create-coinbase';
import { blockSubsidy } from '#bitcoin/consensus/block-subsidy';
import { applyConnect, connectBlock } from '#bitcoin/consensus/connect-block';
import { merkleRootOf } from '#bitcoin/consensus/merkle-root';
import { classParams } from '#bitcoin/consensus/params';
import { targetFromBits } from '#bitcoin/consensus/target';
import { bytesToHex, hexToBytes } from '#bitcoin/encoding/hex';
import type { Block } from '#bitcoin/primitives/block';
import { encodeHeader } from '#bitcoin/primitives/block-header';
import { encodeBlock } from '#bitcoin/primitives/encode-block';
import { type BlockHash, zeroHash } from '#bitcoin/primitives/hashes';
import { txidOf } from '#bitcoin/primitives/transaction-id';
import { Ledger } from '#simulation/ledger';
import { loadPrologue, type Prologue } from '#simulation/prologue';
import { engineVersion, type TimedAction } from '#simulation/run';
import type { Scenario, ScenarioLink, ScenarioNode } from '#simulation/scenario/scenario';
import { receivingScript } from '#simulation/wallets';
import { World } from '#simulation/world';
import { search } from './run-scenario.ts';

/** The easiest target of the class chain: 512 tries a block, so that a test sees hundreds of blocks in a second. */
const easiest = 0x1f7fffff;
const height = 20;
const firstTime = 1_231_006_505;
const params = classParams;

let chain: Prologue | undefined;

/** A prologue in which Mia, Max, Moe, Shop and Eve own mature coinbases of 50 coins, at the easiest target. */
export function easyPrologue(): Prologue {
  if (chain !== undefined) return chain;
  const payees = ['Mia', 'Max', 'Moe', 'Shop', 'Eve'];
  const coins = new UtxoSet();
  const blocks: string[] = [];
  let tip: BlockIndex | undefined;
  for (let at = 0; at <= height; at++) {
    const owner = payees[at % payees.length]!;
    const block = mined(tip === undefined ? genesis(owner) : next(tip, owner));
    tip = tip === undefined ? genesisIndex(block.header) : extendIndex(tip, block.header);
    const result = connectBlock({ block, index: tip, view: coins, params });
    if (!('created' in result)) throw new Error(result.verdict.reason);
    applyConnect(coins, result);
    blocks.push(bytesToHex(encodeBlock(block)));
  }
  chain = loadPrologue({ id: 'easy', payees, blocks }, params);
  return chain;
}

/** A quiet world of a few nodes at the easiest target: no traffic, links as given. */
export function smallWorld(
  parts: {
    readonly nodes: readonly (Pick<ScenarioNode, 'name'> & Partial<ScenarioNode>)[];
    readonly links: readonly ScenarioLink[];
    readonly actions: readonly TimedAction[];
    readonly seed?: number;
  } & Partial<Omit<Scenario, 'nodes' | 'links' | 'actions'>>,
): World {
  const { nodes, links, actions, seed = 1, ...rest } = parts;
  const scenario: Scenario = {
    format: 'chainroom-scenario',
    version: 2,
    id: 'small',
    title: { en: '', 'zh-CN': '' },
    introduction: { en: '', 'zh-CN': '' },
    prologue: 'easy',
    outboundTarget: 0,
    trafficMeanWaitMicros: 0,
    trickleMeanMicros: 200_000,
    actions: [],
    referenceMicros: 0,
    defaultSeed: seed,
    goals: [],
    parameters: [],
    beats: [],
    ...rest,
    nodes: nodes.map((node, i) => ({ role: 'node', hashRate: 0, x: i / nodes.length, y: 0.5, ...node })),
    links,
  };
  return new World({
    run: { engine: engineVersion, scenario, seed, actions },
    prologue: easyPrologue(),
    ledger: new Ledger(),
  });
}

/** Everybody linked with everybody. */
export function fullMesh(names: readonly string[], latencyMicros: number): ScenarioLink[] {
  return names.flatMap((a, i) => names.slice(i + 1).map((b) => ({ a, b, latencyMicros })));
}

function genesis(owner: string): Block {
  const coinbase = createCoinbase({
    height: 0,
    extraNonce: 0,
    tag: new Uint8Array(1),
    message: new Uint8Array(0),
    payoutScript: receivingScript(owner),
    value: blockSubsidy(0, params),
  });
  const merkleRoot = merkleRootOf([txidOf(coinbase)]).root;
  const previousBlockHash = zeroHash as BlockHash;
  return {
    header: { version: 0x20000000, previousBlockHash, merkleRoot, time: firstTime, bits: easiest, nonce: 0 },
    transactions: [coinbase],
  };
}

function next(parent: BlockIndex, owner: string): Block {
  return blockTemplate({
    parent,
    time: firstTime + (parent.height + 1) * params.spacingSeconds,
    transactions: [],
    fees: 0n,
    params,
    payoutScript: receivingScript(owner),
    extraNonce: 0,
    tag: Uint8Array.from([parent.height]),
    message: new Uint8Array(0),
  });
}

function mined(block: Block): Block {
  const target = hexToBytes(targetFromBits(block.header.bits).toString(16).padStart(64, '0'));
  const { nonce } = search({ header: encodeHeader(block.header), target, firstNonce: 0, count: 1_000_000 });
  if (nonce < 0) throw new Error('no nonce');
  return { ...block, header: { ...block.header, nonce } };
}
