import { blockSubsidy } from '../consensus/block-subsidy.ts';
import type { ChainParams } from '../consensus/params.ts';
import { bytesToText } from '../encoding/latin1.ts';
import { encodeAddress } from '../keys/address.ts';
import type { Block } from '../primitives/block.ts';
import { hashHeader } from '../primitives/block-header.ts';
import { blockSize, blockWeight, strippedBlockSize } from '../primitives/block-size.ts';
import type { BlockHash } from '../primitives/hashes.ts';
import type { Transaction } from '../primitives/transaction.ts';
import { formatBitcoin } from './format-bitcoin.ts';

/** One row of the explorer table in the lecture. Amounts are satoshis. */
export interface BlockRow {
  readonly height: number;
  readonly hash: BlockHash;
  /** Unix seconds from the header */
  readonly time: number;
  /** What the coinbase says of its maker: readable text if there is some, else the address paid. */
  readonly miner: string;
  /** Coinbase included. */
  readonly transactions: number;
  /** Bytes without witnesses. */
  readonly strippedSize: number;
  /** Bytes with witnesses. */
  readonly size: number;
  /** Weight units. */
  readonly weight: number;
  /** Fees by the number of paying transactions; 0 when there is none. Rounded down. */
  readonly meanFee: bigint;
  /** Fees by thousand weight units, which is what the lecture's column holds (3.63206418 BTC over 3,992.757 kWU
   * is its 0.00090966). Rounded to the nearest. */
  readonly meanFeePerKiloWeight: bigint;
  readonly subsidy: bigint;
  readonly fees: bigint;
  /** Subsidy and fees. */
  readonly reward: bigint;
}

/** The row of a block.
 * @param fees what its transactions pay together, known from connecting it */
export function blockRow(options: {
  readonly block: Block;
  readonly height: number;
  readonly fees: bigint;
  readonly params: ChainParams;
}): BlockRow {
  const { block, height, fees, params } = options;
  const paying = BigInt(Math.max(0, block.transactions.length - 1));
  const weight = blockWeight(block);
  const subsidy = blockSubsidy(height, params);
  return {
    height,
    hash: hashHeader(block.header),
    time: block.header.time,
    miner: minerOf(block.transactions[0], params),
    transactions: block.transactions.length,
    strippedSize: strippedBlockSize(block),
    size: blockSize(block),
    weight,
    meanFee: paying === 0n ? 0n : fees / paying,
    meanFeePerKiloWeight: (fees * 2000n + BigInt(weight)) / (2n * BigInt(weight)),
    subsidy,
    fees,
    reward: subsidy + fees,
  };
}

/** Who made a block, as far as its coinbase tells: the longest readable text in it, else the first address paid.
 * Anybody can write anything there; explorers guess in the same way. */
export function minerOf(coinbase: Transaction | undefined, params: ChainParams): string {
  if (coinbase === undefined) return '';
  const texts =
    bytesToText(coinbase.inputs[0]?.scriptSig ?? new Uint8Array(0)).match(/[\x20-\x7e]{4,}/g) ?? [];
  const longest = texts.reduce((best, text) => (text.length > best.length ? text : best), '');
  if (longest !== '') return longest.trim();
  for (const { scriptPubKey } of coinbase.outputs) {
    const address = encodeAddress(scriptPubKey, params);
    if (address !== undefined) return address;
  }
  return '';
}

/** Rows as CSV with a header line, amounts in BTC; columns in the order of the lecture's table. */
export function blockRowsCsv(rows: readonly BlockRow[]): string {
  const lines = rows.map((row) =>
    [
      row.height,
      quote(row.miner),
      row.transactions,
      row.strippedSize,
      row.size,
      row.weight,
      formatBitcoin(row.meanFee),
      formatBitcoin(row.meanFeePerKiloWeight),
      formatBitcoin(row.subsidy),
      formatBitcoin(row.fees),
      formatBitcoin(row.reward),
      row.hash,
      row.time,
    ].join(','),
  );
  return `${[csvHeader, ...lines].join('\r\n')}\r\n`;
}

const csvHeader =
  'height,miner,transactions,stripped_size,size,weight,mean_fee_btc,mean_fee_btc_per_kwu,subsidy_btc,fees_btc,reward_btc,hash,time';

/** RFC 4180; a leading sign would be run as a formula by spreadsheets, so it gets an apostrophe. */
function quote(text: string): string {
  const safe = /^[=+\-@\t]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
