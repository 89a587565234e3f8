import { type CoinsChange, type KeyedCoin, outpointFromKey, outpointKey } from '#bitcoin/chain/coins';
import { ByteReader } from '#bitcoin/encoding/byte-reader';
import { ByteWriter } from '#bitcoin/encoding/byte-writer';
import { readOutput } from '#bitcoin/primitives/decode-transaction';
import { writeOutput } from '#bitcoin/primitives/encode-transaction';
import { hashFromBytes, type Txid } from '#bitcoin/primitives/hashes';
import type { BlockRef } from './refs.ts';

/** What connecting a deep block did to the coins, as bytes: coins it spent in full, coins it created by their place in it. */
export interface StoredChange {
  readonly bytes: Uint8Array;
  /** satoshis */
  readonly fees: bigint;
}

/** Turns what a block changes into bytes. */
export function storeChange(block: BlockRef, change: CoinsChange): Uint8Array {
  const places = new Map(block.transactions.map((tx, place) => [tx.txid, place]));
  const writer = new ByteWriter(8 + change.created.length * 6 + change.spent.length * 76);
  writer.u32(change.created.length);
  for (const { key } of change.created) {
    const { txid, index } = outpointFromKey(key);
    writer.u32(places.get(txid)!).u32(index);
  }
  writer.u32(change.spent.length);
  for (const { key, coin } of change.spent) {
    const { txid, index } = outpointFromKey(key);
    writer
      .hash(txid)
      .u32(index)
      .u32(coin.height)
      .u8(coin.coinbase ? 1 : 0);
    writeOutput(writer, coin.output);
  }
  return writer.finish();
}

/** The change of a stored block, as it was. */
export function readChange(block: BlockRef, { bytes }: StoredChange): CoinsChange {
  const reader = new ByteReader(bytes);
  const created: KeyedCoin[] = [];
  for (let left = reader.u32(); left > 0; left--) {
    const place = reader.u32();
    const index = reader.u32();
    const { txid, tx } = block.transactions[place]!;
    const coin = { output: tx.outputs[index]!, height: block.height, coinbase: place === 0 };
    created.push({ key: outpointKey(txid, index), coin });
  }
  const spent: KeyedCoin[] = [];
  for (let left = reader.u32(); left > 0; left--) {
    const txid = hashFromBytes<Txid>(reader.bytes(32));
    const key = outpointKey(txid, reader.u32());
    const height = reader.u32();
    const coinbase = reader.u8() === 1;
    spent.push({ key, coin: { output: readOutput(reader), height, coinbase } });
  }
  return { created, spent };
}
