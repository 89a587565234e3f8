import { sizeOfCompactSize } from '../encoding/compact-size.ts';
import { hashFromBytes } from '../primitives/hashes.ts';
import type { PayloadCodec } from './payload-codec.ts';
import { readList } from './read-list.ts';

/** What an inventory item names. Numbers not listed here are kept as they are.
 * @see Bitcoin Core `GetDataMsg`, src/protocol.h; BIP-0144, BIP-0152, BIP-0339 */
export const inventoryType = {
  tx: 1,
  block: 2,
  filteredBlock: 3,
  compactBlock: 4,
  wtx: 5,
  witnessTx: 0x40000001,
  witnessBlock: 0x40000002,
  filteredWitnessBlock: 0x40000003,
} as const;

/** A thing a node has or wants: 36 bytes. */
export interface InventoryItem {
  /** uint32, usually one of `inventoryType` */
  readonly type: number;
  /** txid, wtxid or block hash, display order */
  readonly hash: string;
}

/** “I have these.” */
export interface InvMessage {
  readonly type: 'inv';
  readonly items: readonly InventoryItem[];
}

/** “Send me these.” */
export interface GetDataMessage {
  readonly type: 'getdata';
  readonly items: readonly InventoryItem[];
}

/** “I do not have these that you asked for.” */
export interface NotFoundMessage {
  readonly type: 'notfound';
  readonly items: readonly InventoryItem[];
}

/** Items one message may list.
 * @see Bitcoin Core `MAX_INV_SZ`, src/net_processing.cpp */
export const maxInventoryItems = 50_000;

const itemSize = 36;

/** `inv`: a count and 36 bytes an item. */
export const invCodec: PayloadCodec<InvMessage> = inventoryCodec('inv');

/** `getdata`: the same bytes as `inv`. */
export const getDataCodec: PayloadCodec<GetDataMessage> = inventoryCodec('getdata');

/** `notfound`: the same bytes as `inv`. */
export const notFoundCodec: PayloadCodec<NotFoundMessage> = inventoryCodec('notfound');

function inventoryCodec<Type extends string>(
  type: Type,
): PayloadCodec<{ readonly type: Type; readonly items: readonly InventoryItem[] }> {
  return {
    write(writer, { items }) {
      writer.compactSize(items.length);
      for (const item of items) {
        writer.u32(item.type);
        writer.hash(item.hash);
      }
    },
    read: (reader) => ({
      type,
      items: readList(
        reader,
        { what: 'inventory items', max: maxInventoryItems, minItemBytes: itemSize },
        () => ({ type: reader.u32(), hash: hashFromBytes<string>(reader.bytes(32)) }),
      ),
    }),
    size: ({ items }) => sizeOfCompactSize(items.length) + itemSize * items.length,
  };
}
