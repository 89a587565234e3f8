/** Mines the prologue chains that ship with the scenarios: `npx tsx scripts/make-prologue.ts`.
 * Everything in them follows from the constants below, so running it again gives the same bytes. */
import { writeFileSync } from 'node:fs';
import { type BlockIndex, extendIndex, genesisIndex } from '#bitcoin/chain/block-index';
import { blockTemplate } from '#bitcoin/chain/block-template';
import { UtxoSet } from '#bitcoin/chain/coins';
import { createCoinbase } from '#bitcoin/chain/create-coinbase';
import { blockSubsidy } from '#bitcoin/consensus/block-subsidy';
import { applyConnect, connectBlock } from '#bitcoin/consensus/connect-block';
import { merkleRootOf } from '#bitcoin/consensus/merkle-root';
import { type ChainParams, classParams } from '#bitcoin/consensus/params';
import { targetFromBits } from '#bitcoin/consensus/target';
import { bytesToHex, hexToBytes } from '#bitcoin/encoding/hex';
import type { Block } from '#bitcoin/primitives/block';
import { encodeHeader } from '#bitcoin/primitives/block-header';
import { encodeBlock } from '#bitcoin/primitives/encode-block';
import { type BlockHash, zeroHash } from '#bitcoin/primitives/hashes';
import type { Transaction } from '#bitcoin/primitives/transaction';
import { txidOf } from '#bitcoin/primitives/transaction-id';
import { signTransaction } from '#bitcoin/wallet/sign-transaction';
import { walletCoins } from '#bitcoin/wallet/wallet-coins';
import { retargetBits, retargetParams, trialParams } from '#experiments/trials/trial-params';
import { bestSearch } from '#mining/best-search';
import { receivingScript, walletOf } from '#simulation/wallets';

const payees = ['Mia', 'Max', 'Moe', 'Alice', 'Bob', 'Carol', 'Shop', 'Eve'];
/** About 2^16 tries a block. */
const bits = 0x1f00ffff;
const genesisTime = 1_231_006_505;
const search = bestSearch();

interface Plan {
  readonly id: string;
  /** Where the file goes. */
  readonly folder: string;
  readonly params: ChainParams;
  readonly height: number;
  /** Seconds between blocks. */
  readonly spacing: number;
  readonly bits: number;
  /** Whether users split their first coins, so that many small payments are possible. */
  readonly split: boolean;
}

const shipped = { folder: 'src/scenarios/data', params: classParams };
const trials = { folder: 'src/experiments/data', params: trialParams };

const plans: readonly Plan[] = [
  { ...shipped, id: 'classroom', height: 30, spacing: 600, bits, split: true },
  // Five blocks before a retarget, with blocks four times too fast: the next interval is four times as hard.
  { ...shipped, id: 'before-retarget', height: 66, spacing: 150, bits, split: false },
  // Long enough that everybody's first coinbase is mature.
  { ...trials, id: 'trials', height: 19, spacing: 600, bits: trialParams.powLimitBits, split: false },
  // One whole period on time, so that a trial begins with a retarget.
  {
    ...trials,
    params: retargetParams,
    id: 'retarget',
    height: retargetParams.retargetInterval - 1,
    spacing: retargetParams.spacingSeconds,
    bits: retargetBits,
    split: false,
  },
];

for (const plan of plans) {
  const blocks = makeChain(plan);
  const file = `${plan.folder}/prologue-${plan.id}.json`;
  writeFileSync(file, `${JSON.stringify({ id: plan.id, payees, blocks }, null, 1)}\n`);
  console.log(file, blocks.length, 'blocks');
}

function makeChain(plan: Plan): string[] {
  const coins = new UtxoSet();
  const blocks: string[] = [];
  let tip: BlockIndex | undefined;
  for (let height = 0; height <= plan.height; height++) {
    const mined = mine(tip === undefined ? genesisBlock(plan) : nextBlock(plan, tip, coins));
    tip = tip === undefined ? genesisIndex(mined.header) : extendIndex(tip, mined.header);
    const result = connectBlock({ block: mined, index: tip, view: coins, params: plan.params });
    if (!('created' in result)) throw new Error(`block ${height}: ${result.verdict.reason}`);
    applyConnect(coins, result);
    blocks.push(bytesToHex(encodeBlock(mined)));
  }
  return blocks;
}

function genesisBlock(plan: Plan): Block {
  const coinbase = createCoinbase({
    height: 0,
    extraNonce: 0,
    tag: new Uint8Array(1),
    message: ascii('Chainroom: a network you can stop, step and rewind'),
    payoutScript: receivingScript(payees[0]!),
    value: blockSubsidy(0, plan.params),
  });
  return {
    header: {
      version: 0x20000000,
      previousBlockHash: zeroHash as BlockHash,
      merkleRoot: merkleRootOf([txidOf(coinbase)]).root,
      time: genesisTime,
      bits: plan.bits,
      nonce: 0,
    },
    transactions: [coinbase],
  };
}

/** Every user mines in turn; once a coinbase is mature, its owner splits it, so that there are coins to pay with. */
function nextBlock(plan: Plan, parent: BlockIndex, coins: UtxoSet): Block {
  const height = parent.height + 1;
  const owner = payees[height % payees.length]!;
  const transactions: Transaction[] = [];
  let fees = 0n;
  for (const user of plan.split ? payees : []) {
    const split = splitCoin(user, coins, parent.height, plan.params);
    if (split === undefined || transactions.length >= 4) continue;
    transactions.push(split.tx);
    fees += split.fee;
  }
  return blockTemplate({
    parent,
    time: genesisTime + height * plan.spacing,
    transactions,
    fees,
    params: plan.params,
    payoutScript: receivingScript(owner),
    extraNonce: 0,
    tag: Uint8Array.from([height]),
    message: ascii(`/Chainroom prologue ${owner}/`),
  });
}

function splitCoin(
  user: string,
  coins: UtxoSet,
  tipHeight: number,
  params: ChainParams,
): { tx: Transaction; fee: bigint } | undefined {
  const wallet = walletOf(user);
  const big = walletCoins({ wallet, coins: coins.coins, tipHeight, params }).find(
    (coin) => coin.output.value === 5_000_000_000n,
  );
  if (big === undefined) return undefined;
  const fee = 5_000n;
  const values = [
    1_500_000_000n,
    1_000_000_000n,
    800_000_000n,
    600_000_000n,
    400_000_000n,
    300_000_000n,
    250_000_000n,
    150_000_000n - fee,
  ];
  const unsigned: Transaction = {
    version: 2,
    inputs: [
      { previousOutput: big.outpoint, scriptSig: new Uint8Array(0), sequence: 0xfffffffd, witness: [] },
    ],
    outputs: values.map((value, i) => ({
      value,
      scriptPubKey: receivingScript(user, i === 2 ? 'p2pkh' : 'p2wpkh'),
    })),
    lockTime: 0,
  };
  return { tx: signTransaction(unsigned, [big.output], wallet), fee };
}

function mine(block: Block): Block {
  const target = hexToBytes(targetFromBits(block.header.bits).toString(16).padStart(64, '0'));
  const result = search({ header: encodeHeader(block.header), target, firstNonce: 0, count: 4_294_967_295 });
  if (result.nonce < 0) throw new Error('no nonce');
  return { ...block, header: { ...block.header, nonce: result.nonce } };
}

function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
