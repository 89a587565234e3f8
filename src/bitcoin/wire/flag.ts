import type { ByteReader } from '../encoding/byte-reader.ts';
import { DecodeError } from '../encoding/decode-error.ts';

/** A byte that must be 0 or 1; anything else would not survive being written again.
 * @throws {DecodeError} on another value */
export function readFlag(reader: ByteReader, name: string): boolean {
  const offset = reader.offset;
  const byte = reader.u8();
  if (byte > 1) throw new DecodeError(`${name} is a flag, 0 or 1, not ${byte}`, offset);
  return byte === 1;
}
