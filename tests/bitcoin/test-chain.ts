import { type BlockIndex, extendIndex, genesisIndex } from '#bitcoin/chain/block-index';
import { blockTemplate } from '#bitcoin/chain/block-template';
import { outpointKey, UtxoSet } from '#bitcoin/chain/coins';
import { createGenesisBlock } from '#bitcoin/chain/genesis-block';
import { checkBlock } from '#bitcoin/consensus/check-block';
import { valueOutOf } from '#bitcoin/consensus/check-tx-inputs';
import { applyConnect, type ConnectedBlock, connectBlock } from '#bitcoin/consensus/connect-block';
import { contextualCheckBlock } from '#bitcoin/consensus/contextual-check-block';
import { contextualCheckHeader } from '#bitcoin/consensus/contextual-check-header';
import { merkleRootOf } from '#bitcoin/consensus/merkle-root';
import { type ChainParams, classParams } from '#bitcoin/consensus/params';
import { checkProofOfWork } from '#bitcoin/consensus/target';
import type { Refused, Verdict } from '#bitcoin/consensus/verdict';
import type { Block, BlockHeader } from '#bitcoin/primitives/block';
import { hashHeader } from '#bitcoin/primitives/block-header';
import type { Transaction, TxOutput } from '#bitcoin/primitives/transaction';
import { txidOf } from '#bitcoin/primitives/transaction-id';
import { createWallet, type Wallet, walletScript } from '#bitcoin/wallet/wallet';
import { type WalletCoin, walletCoins } from '#bitcoin/wallet/wallet-coins';

/** The class chain with a proof of work of two tries and coins that mature in three blocks. */
export const testParams: ChainParams = {
  ...classParams,
  name: 'test',
  powLimitBits: 0x207f_ffff,
  powLimit: 0x7f_ffffn << 232n,
  retargeting: false,
  coinbaseMaturity: 3,
};

export const genesisTime = 1_700_000_000;

/** ASCII text as bytes. */
export function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

export const alice: Wallet = createWallet(ascii('alice'), 2);
export const bob: Wallet = createWallet(ascii('bob'), 2);

/** A block on its branch, with all coins as they stand after it. Never changed once made. */
export interface ChainState {
  readonly block: Block;
  readonly index: BlockIndex;
  readonly coins: UtxoSet;
  /** What connecting the block did; nothing for genesis. */
  readonly change: ConnectedBlock | undefined;
}

/** The first block of the test chain. */
export function genesisState(params: ChainParams = testParams): ChainState {
  const block = mined(
    createGenesisBlock({
      message: ascii('A block to begin with'),
      payoutScript: walletScript(alice),
      value: 5_000_000_000n,
      version: 4,
      time: genesisTime,
      bits: params.powLimitBits,
      nonce: 0,
    }),
    params,
  );
  return { block, index: genesisIndex(block.header), coins: new UtxoSet(), change: undefined };
}

export interface NextBlock {
  readonly transactions?: readonly Transaction[];
  readonly payoutScript?: Uint8Array;
  /** satoshis the coinbase claims; by default all that is allowed */
  readonly value?: bigint;
  /** Seconds after the parent. */
  readonly seconds?: number;
  readonly tag?: string;
  readonly params?: ChainParams;
}

/** The next block on `state`, mined and connected. Throws when any layer refuses it. */
export function mineOn(state: ChainState, next: NextBlock = {}): ChainState {
  const block = mined(templateOn(state, next), next.params);
  const result = judge(block, state, next.params);
  if (!('created' in result)) throw new Error(`refused: ${result.verdict.reason} (${result.verdict.detail})`);
  const coins = state.coins.copy();
  applyConnect(coins, result);
  return { block, index: extendIndex(state.index, block.header), coins, change: result };
}

/** `count` empty blocks on `state`. */
export function mineMany(state: ChainState, count: number, next: NextBlock = {}): ChainState {
  let tip = state;
  for (let i = 0; i < count; i++) tip = mineOn(tip, next);
  return tip;
}

/** The next block on `state` without its proof of work. */
export function templateOn(state: ChainState, next: NextBlock = {}): Block {
  const transactions = next.transactions ?? [];
  return blockTemplate({
    parent: state.index,
    time: state.index.header.time + (next.seconds ?? 600),
    transactions,
    fees: feesOf(state, transactions),
    params: next.params ?? testParams,
    payoutScript: next.payoutScript ?? walletScript(alice),
    extraNonce: 0,
    tag: ascii(next.tag ?? 'test'),
    ...(next.value === undefined ? {} : { value: next.value }),
  });
}

/** `block` with the first nonce that meets its target. */
export function mined(block: Block, params: ChainParams = testParams): Block {
  for (let nonce = 0; ; nonce++) {
    const header: BlockHeader = { ...block.header, nonce };
    if (checkProofOfWork(hashHeader(header), header.bits, params)) return { ...block, header };
  }
}

/** `block` with other transactions, a Merkle root that fits, and a new proof of work. The commitment stays. */
export function withTransactions(block: Block, transactions: readonly Transaction[]): Block {
  const merkleRoot = merkleRootOf(transactions.map(txidOf)).root;
  return mined({ header: { ...block.header, merkleRoot }, transactions });
}

/** All layers of checks, in the order a node applies them. */
export function judge(
  block: Block,
  parent: ChainState,
  params: ChainParams = testParams,
  clock = block.header.time,
): ConnectedBlock | { readonly verdict: Refused } {
  const layers: (() => Verdict)[] = [
    () => checkBlock(block, params),
    () => contextualCheckHeader(block.header, parent.index, clock, params),
    () => contextualCheckBlock(block, parent.index, params),
  ];
  for (const layer of layers) {
    const verdict = layer();
    if (!verdict.ok) return { verdict };
  }
  const index = extendIndex(parent.index, block.header);
  return connectBlock({ block, index, view: parent.coins, params });
}

/** The reason of a refusal, or 'accepted'. */
export function reasonOf(verdict: Verdict): string {
  return verdict.ok ? 'accepted' : verdict.reason;
}

/** Fees of transactions that may spend each other, in block order; inputs without a coin count as nothing. */
export function feesOf(state: ChainState, transactions: readonly Transaction[]): bigint {
  const made = new Map<string, TxOutput>();
  let fees = 0n;
  for (const tx of transactions) {
    for (const {
      previousOutput: { txid, index },
    } of tx.inputs) {
      fees += (made.get(outpointKey(txid, index)) ?? state.coins.get(txid, index)?.output)?.value ?? 0n;
    }
    fees -= valueOutOf(tx);
    for (const [i, output] of tx.outputs.entries()) made.set(outpointKey(txidOf(tx), i), output);
  }
  return fees > 0n ? fees : 0n;
}

/** What a wallet can spend on top of `state`. */
export function coinsOf(wallet: Wallet, state: ChainState): WalletCoin[] {
  return walletCoins({
    wallet,
    coins: state.coins.coins,
    tipHeight: state.index.height,
    params: testParams,
  });
}

/** A set of coins as text, whatever the order they arrived in. */
export function contents(coins: UtxoSet): string {
  return Array.from(
    coins.coins,
    ([key, { output, height, coinbase }]) => `${key} ${output.value} ${height} ${coinbase}`,
  )
    .sort()
    .join('\n');
}
