import { ByteReader } from '../encoding/byte-reader.ts';
import { bytesToHex } from '../encoding/hex.ts';
import { codecOf, isCommand } from './payload-codecs.ts';
import type { WireMessage } from './wire-message.ts';

/** The message that a payload is under its command. Encoding it again gives the same bytes.
 * @param command the name from the frame, for example `inv`; an unknown one gives an `unknown` message
 * @param offset where in `bytes` the payload begins; it reaches to their end
 * @throws {DecodeError} with the offset in `bytes`, on truncation, a bad value or bytes left over */
export function decodePayload(command: string, bytes: Uint8Array, offset = 0): WireMessage {
  if (!isCommand(command)) return { type: 'unknown', command, payload: bytesToHex(bytes.subarray(offset)) };
  const reader = new ByteReader(bytes, offset);
  const message = codecOf(command).read(reader);
  reader.expectEnd();
  return message;
}
