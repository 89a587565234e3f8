import { type BlockIndex, extendIndex, genesisIndex } from '#bitcoin/chain/block-index';
import { blockTemplate } from '#bitcoin/chain/block-template';
import { classParams } from '#bitcoin/consensus/params';
import { targetFromBits } from '#bitcoin/consensus/target';
import { bytesToHex, hexToBytes } from '#bitcoin/encoding/hex';
import type { Block } from '#bitcoin/primitives/block';
import { encodeHeader } from '#bitcoin/primitives/block-header';
import { encodeBlock } from '#bitcoin/primitives/encode-block';
import { type BlockHash, zeroHash } from '#bitcoin/primitives/hashes';
import { bestSearch } from '#mining/best-search';
import { loadPrologue, type Prologue } from '#simulation/prologue';
import { engineVersion, type Run } from '#simulation/run';
import type { Scenario } from '#simulation/scenario/scenario';
import { receivingScript } from '#simulation/wallets';

/** 256 tries a block. */
const bits = 0x2000ffff;
const params = { ...classParams, powLimitBits: bits, powLimit: 0xffffn << 232n, retargeting: false };
const genesisTime = 1_231_006_505;
const payees = ['Mia', 'Max', 'Shop', 'Eve'];

/** A short chain at a small difficulty whose coinbases pay the four users in turn. */
export function trialPrologue(): Prologue {
  const search = bestSearch();
  const blocks: string[] = [];
  let tip: BlockIndex | undefined;
  for (let height = 0; height < 24; height++) {
    const block: Block = blockTemplate({
      parent: tip ?? beforeGenesis(),
      time: genesisTime + height * 600,
      transactions: [],
      fees: 0n,
      params,
      payoutScript: receivingScript(payees[height % payees.length]!),
      extraNonce: 0,
      tag: Uint8Array.of(height),
    });
    const header = {
      ...block.header,
      ...(tip === undefined ? { previousBlockHash: zeroHash as BlockHash } : {}),
    };
    const { nonce } = search({
      header: encodeHeader(header),
      target: hexToBytes(targetFromBits(bits).toString(16).padStart(64, '0')),
      firstNonce: 0,
      count: 100_000,
    });
    const mined = { ...block, header: { ...header, nonce } };
    tip = tip === undefined ? genesisIndex(mined.header) : extendIndex(tip, mined.header);
    blocks.push(bytesToHex(encodeBlock(mined)));
  }
  return loadPrologue({ id: 'trials', payees, blocks }, params);
}

/** What stands in for a parent of the first block: the template only reads these fields. */
function beforeGenesis(): BlockIndex {
  const header = {
    version: 1,
    previousBlockHash: zeroHash as BlockHash,
    merkleRoot: zeroHash as never,
    time: genesisTime - 600,
    bits,
    nonce: 0,
  };
  return { ...genesisIndex(header), height: -1 };
}

/** Four nodes: an attacker with three tenths of the hash power, two honest miners, a merchant. */
export function trialRun(seed: number): Run {
  const node = (
    name: string,
    role: 'miner' | 'merchant' | 'attacker',
    hashRate: number,
    x: number,
    y: number,
  ) => ({
    name,
    role,
    hashRate,
    x,
    y,
  });
  const text = { en: 'Trials', 'zh-CN': '试验' };
  const scenario: Scenario = {
    format: 'chainroom-scenario',
    version: 2,
    id: 'trials',
    title: text,
    introduction: text,
    prologue: 'trials',
    nodes: [
      node('Mia', 'miner', 4, 0.1, 0.1),
      node('Max', 'miner', 3, 0.1, 0.2),
      node('Shop', 'merchant', 0, 0.2, 0.1),
      node('Eve', 'attacker', 3, 0.2, 0.2),
    ],
    links: [
      { a: 'Mia', b: 'Max' },
      { a: 'Mia', b: 'Shop' },
      { a: 'Max', b: 'Shop' },
      { a: 'Eve', b: 'Mia' },
      { a: 'Eve', b: 'Max' },
    ],
    outboundTarget: 0,
    trafficMeanWaitMicros: 0,
    trickleMeanMicros: 500_000,
    actions: [
      {
        at: 5_000_000,
        action: {
          type: 'double-spend',
          attacker: 'Eve',
          merchant: 'Shop',
          amount: '1000000000',
          confirmations: 6,
          giveUpDeficit: 30,
        },
      },
    ],
    referenceMicros: 0,
    defaultSeed: 5,
    goals: [],
    parameters: [],
    beats: [],
  };
  return { engine: engineVersion, scenario, seed, actions: [] };
}
