import type { ByteReader } from '../encoding/byte-reader.ts';
import type { ByteWriter } from '../encoding/byte-writer.ts';

/** How one kind of message becomes payload bytes and back. Each message family is a file of such values;
 * `payload-codecs.ts` gathers them into one table. */
export interface PayloadCodec<Message> {
  /** Appends the payload of `message`. */
  readonly write: (writer: ByteWriter, message: Message) => void;
  /** Reads one payload; bytes left over are refused by the caller.
   * @throws {DecodeError} with the offset of the first byte that cannot be read */
  readonly read: (reader: ByteReader) => Message;
  /** Bytes that `write` appends, computed without writing. */
  readonly size: (message: Message) => number;
}

/** A codec for a message that carries no payload, such as `verack`. */
export function emptyPayload<Type extends string>(type: Type): PayloadCodec<{ readonly type: Type }> {
  return { write: () => {}, read: () => ({ type }), size: () => 0 };
}
