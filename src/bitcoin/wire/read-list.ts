import type { ByteReader } from '../encoding/byte-reader.ts';
import { DecodeError } from '../encoding/decode-error.ts';

/** Reads a CompactSize count and that many items.
 * The count is bounded before anything is allocated, so a hostile count costs nothing.
 * @throws {DecodeError} when the count exceeds `max` or the bytes left cannot hold it */
export function readList<Item>(
  reader: ByteReader,
  limits: { readonly what: string; readonly max: number; readonly minItemBytes: number },
  readItem: (reader: ByteReader, index: number) => Item,
): Item[] {
  const offset = reader.offset;
  const count = reader.compactSize();
  if (count > limits.max)
    throw new DecodeError(`${count} ${limits.what}, at most ${limits.max} allowed`, offset);
  if (count * limits.minItemBytes > reader.remaining)
    throw new DecodeError(
      `${count} ${limits.what} announced, but only ${reader.remaining} bytes left`,
      offset,
    );
  const items: Item[] = [];
  for (let i = 0; i < count; i++) items.push(readItem(reader, i));
  return items;
}
